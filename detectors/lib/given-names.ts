/**
 * Common given names of the languages that labels are written in, folded. They tell `Anna Ahornblatt` from
 * `Rich Text`; a name that is not here is still taken for one after a label.
 */
const list = `
aaron abigail adam adela adele adrian adriana agata agathe agneta agnieszka agnes aidan aisha albert alberto aleksander aleksandra
alessandra alessandro alessia alex alexander alexandra alexis alfred alfredo ali alice alicia alicja alina alison allison alma amalia
amanda amandine amber amelia amelie amina amir amy ana anastasia anders andre andrea andreas andrew andrzej anette angel angela angelika
angelina angelo anja anika anita anke ann anna annabel anne anneke annelies annette annika anouk ansgar anthony antoine antoinette anton
antonella antonia antonio antonino arjen arkadiusz arne arthur arturo artur astrid aurelie aurora axel barbara bartlomiej bartosz bas
bastian beata beate beatrice beatriz beatrix ben benedikt benjamin bengt benoit bernadette bernard bernd bert bertil bettina bianca birgit
birgitta bjorn bogdan bogumila bozena brandon brenda brian brigitte britta bruno camila camilla carina carl carla carlo carlos carmen
carol carolina caroline catalina caterina catherine cathy cecilia cecile celine cezary charles charlotte chiara chloe chris christa
christel christian christiane christina christine christoph christophe christopher claire clara claude claudia claudio clemens clement
concepcion conny connor constantin cornelia corinna cristian cristina cristobal cyril czeslaw daan dagmar damian damien dan daniel daniela
daniele danielle danuta daria dariusz david davide dawid deborah denis denise dennis derek detlef diana diane diego dieter dirk dolores
dominic dominik dominika dominique donald donna dora doris dorota dorothea dorothy douglas dylan edith edoardo eduard eduardo edward
edwin edyta eileen elaine elena eleonora elias elif elin elisa elisabeth elise elisabetta elizabeth elke ella ellen elsa elzbieta emanuele
emelie emil emilia emilie emily emma emmanuel enrico enrique eric erica erich erik erika ernst erwin esteban esther etienne eugen eugene
eva evelyn evi ewa fabian fabio fabrice fatima federica federico felicia felipe felix femke ferdinand fernando filip filippo finn fiona
flavia florence florian floris francesca francesco francine francisca francisco francois francoise frank franz franziska fred frederic
frederik fredrik friedrich fritz gabriel gabriela gabriele gabriella gaetano gareth gary genevieve geoffrey georg george georges gerald
gerard gerd gerda gerhard gertrud gianluca gianni giorgia giorgio giovanna giovanni gisela giulia giuseppe gloria gordon goran graham
grazyna greg gregor gregory greta grzegorz gudrun guillaume guillermo gunnar gunter gunther gustav gustavo guy hannah hanna hanne hannelore
hans harald harry hassan hartmut heather hector heidi heike heiko heinrich heinz helen helena helene helga helmut hendrik henk henri henrik
henryk henry herbert hermann hilda hildegard holger horst howard hubert hugo hugues ian ida ignacio igor ilona ilse ines inga inge ingeborg
ingo ingrid irena irene irina iris irma isabel isabella isabelle ivan iwona izabela jaap jacek jack jackie jacob jacqueline jacques jadwiga
jakob jakub james jamie jan jane janet janina janine janusz jaroslaw jasmin jason javier jean jeanne jeff jeffrey jelle jennifer jens
jeremy jeroen jerome jerry jerzy jessica jesus jill jim joachim joan joanna joao joaquin jochen joe joel johan johann johanna johannes john
jolanta jonas jonathan jordan jordi jorg jorge joris jose josef josefa joseph josephine josh joshua joyce jozef juan juana judith judy
julia julian juliana julie julien juliette julio julius jurgen justin justyna jutta kai kajsa kamil kamila karen karin karina karl karla
karol karolina kasia kaspar katarina katarzyna kate katharina katherine kathleen kathrin kathryn katie katja katrin kazimierz keith kelly
ken kenneth kerstin kevin kieran kim kinga kirsten klara klaus konrad konstantin kornelia kristian kristin kristina krystyna krzysztof kurt
kyle lara larry lars laura laurence laurent lauren lea leah leif lena lennart leo leon leonard leonardo leonie leszek liam lidia liesbeth
lilian liliana lilly lina linda lisa lise liv lloyd lola lorena lorenzo lothar louis louise luca lucas lucia luciano lucie lucy lucyna
ludwig luigi luis luisa luiza lukas lukasz lutz lydia maaike maarten maciej madeleine magda magdalena magnus maja malgorzata malin malte
manfred manuel manuela marc marcel marcela marcello marcin marco marcus marek margaret margarete margarita margareta maria mariana marianne
mariano marie marieke mariella marija marina mario marion marit mariusz marjan mark marko markus marleen marlene marta martha martin martina
martine mary massimo mateusz mathias mathieu mathilde matt matteo matthew matthias matthieu maurice mauro max maxim maxime maximilian megan
melanie melissa merle mia michael michal michel michela michele michelle mieczyslaw miguel mikael mike mila milan milena miriam miroslaw
mohamed mohammed mona monica monika monique moritz muhammad mustafa nadia nadine nancy natalia natalie nathalie nathan neil nele nicholas
nick nico nicola nicolas nicole niels niklas nils nina noah noel noemi nora norbert norma odile olaf ole olga oliver olivia olivier oscar
oskar otto owen pablo pamela paola paolo pascal patrice patricia patrick patryk paul paula paulina pauline pawel pedro peer per perrine
peter petra philip philipp philippe phyllis pia pierre pieter pietro pilar piotr przemyslaw rachel radoslaw rafael rafal raimund rainer ralf
ralph ramon raphael raquel raul raymond rebecca regina reiner reinhard renata renate rene ricardo riccardo richard rita robert roberta
roberto robin rocio rodrigo roger roland rolf roman romain ron ronald ronja rosa rosalia rosario rose rosemarie ross rosita roswitha roy
ruben rudiger rudolf rudi ruth ryan ryszard sabina sabine salvatore sam samantha samuel sandra sandro sanne sara sarah sascha saskia scott
sean sebastian sebastien selina serena sergio sharon sheila shirley siegfried sigrid silke silvia simon simona simone slawomir sofia sofie
solange sonia sonja sophia sophie soren stanislaw stefan stefania stefano stefanie stella stephan stephane stephanie stephen steve steven
stig stuart sue susan susana susanna susanne suzanne sven svenja svetlana swen sybille sylvain sylvia sylvie sylwia szymon tadeusz tamara
tanja tara tatiana ted teresa terry tess thea theo theodor theresa therese thierry thijs thomas thorsten tilman tim timo timothy tina tobias
tom tomas tomasz tommaso tony torben torsten tove tracy tristan ulf ulla ulrich ulrike urban urs ursula urszula ute uwe valentin valentina
valeria valerie vanessa vera verena veronica veronika veronique victor victoria viktor viktoria vincent vincenzo viola violetta virginia
virginie vivian vivien volker waclaw waldemar walter waltraud wanda wayne wendy werner wieslaw wilfried wilhelm willem william willy
wim winfried witold wladyslaw wojciech wolfgang xavier yann yannick yasmin yolanda yves yvonne zbigniew zdzislaw zoe zofia zuzanna zygmunt
`;

export const givenNames: ReadonlySet<string> = new Set(list.trim().split(/\s+/));
