"""Words that say nothing of what somebody looks for, folded, by language."""

from metropol.languages import ENGLISH, GERMAN

_GERMAN = """
aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus bei
beim bin bis bist da dabei dadurch dafur damit dann das dass dein deine dem den denn der deren des
dessen die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer
eines einige er es etwas euch euer fur gegen hab habe haben hat hatte hatten hier hin hinter ich
ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in ins ist jede jedem jeden jeder jedes jener
jetzt kann kein keine keinem keinen keiner konnen man manche mehr mein meine mich mir mit nach
nicht nichts noch nun nur ob oder ohne s sehr sein seine seinem seinen seiner seines seit sich sie
sind so soll sollen sondern sonst uber um und uns unser unsere unserem unseren unserer unter viel
vom von vor war waren was weil welche welchem welchen welcher welches wenn wer werde werden wie
wieder will wir wird wo wurde wurden zu zum zur zwar zwischen
"""
_ENGLISH = """
a about after all also am an and any are as at be because been before being between both but by can
could did do does doing down during each few for from further had has have having he her here hers
him his how i if in into is it its itself just me more most my no nor not now of off on once only or
other our ours out over own s same she should so some such t than that the their theirs them then
there these they this those through to too under until up upon very was we were what when where
which while who whom why will with would you your yours
"""
STOP_WORDS = {GERMAN: frozenset(_GERMAN.split()), ENGLISH: frozenset(_ENGLISH.split())}
