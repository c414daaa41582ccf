const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Before a name; part of the match, not of the name. Folded, without full stops. */
export const titles = words(`
mr mrs ms miss mx sir madam dr prof professor doctor rev hon capt
herr herrn frau fraulein hr fr dipl ing med
monsieur madame mademoiselle m mme mlle maitre docteur
senor senora senorita sr sra srta don dona
signor signora signore signorina sig sigra dott dottssa avv
dhr heer meneer mevrouw mevr mw drs
pan pani panu pana mgr inz
fru froken
`);

/** Inside a name, in small letters. */
export const particles = words(
  'von van vom zu zum zur der den de del della delle di da dal do dos das du des la le los las lo ter ten te af av y e i bin ben al el d l o',
);

/** What stands in a field called `name` and is nobody's: words of business, technology and the calendar. Folded. */
export const otherWords = words(`
account accounts address admin administrator agency all amount and any api app application applications archive article artikel asset
backup bank barcode base beschreibung betreff bill billing board bold book box branch brand budget build business button by
calendar cancel card category center centre change channel chapter class client code color colour column comment company computer config
configuration contact content contract control copy corporation cost country create currency custom customer customers
data database date day default delivery department description design desktop device dev digital directory discount display document
documentation domain download draft drive driver
edit editor email employee empty engine engineering enterprise entry error event example export external
factory field file files final firma folder font form format free from function
gateway general global gmbh group guest guide
hardware headquarters help hidden high holding home host hotel house
id image import index info information input install institute insurance interface internal international internet invoice item
january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday
key keyboard kunde kunden
label language laptop layer legal letter level library license limited line link list loading local location log login logo logistics ltd
mail main manage management manager map market marketing master media member message microsoft mobile mode model module monitor month
name names network new news no none not note notes null number
object office offer of online open operations option options or order orders organisation organization other output overview owner
package page panel part partner password path payment phone plan platform please plugin policy post power premium price print printer private
process product products produkt produkte production profile program project projekt property provider public purchase
quality quantity query quote
rate read record reference region release remote report request required research reserved resource response result return review rich role
root row rule
sales sample save scan schema school screen script search section security select sent server service services session set settings setup
shared sheet shipping shop show site size software solutions source spring standard start state status stock storage store street string
style subject summary summer supplier support switch sync system systems
table tag target task tax team technical technology template terms test text the theme this time title to token tool total training transfer
type
undefined unique unit universal university unknown update upload url user username users
valid value values vendor version view virtual
warehouse web website week window windows winter with word work workflow workspace world
xml year yes your zone
bash branch bug cache changelog check checks checkout continuous coverage dependencies deploy docs docker feature git integration issue
latest lint linux node npm pip publish python pull push ruby runner setup stable ubuntu unit upload upstream
abteilung adresse anschrift anzahl auftrag ausgabe bestellung datei datum firmenname gesellschaft konto lager lieferant lieferung menge
ordner preis rechnung seite stadt strasse telefon titel verein vertrag verwaltung werk zentrale
adresse agence client commande compte date description entreprise facture fichier nom numero prix produit societe titre ville
archivo ciudad cliente codigo cuenta direccion empresa factura fecha nombre numero pedido precio producto titulo
azienda cliente citta codice conto data fattura indirizzo nome numero ordine prezzo prodotto titolo
bedrijf bestand bestelling factuur klant naam plaats prijs product straat titel
adres cena data faktura firma klient konto miasto nazwa numer opis produkt tytul ulica zamowienie
adress datum faktura fil foretag kund namn ordernummer pris produkt stad titel
`);

/** Right after the words they make them a company. Folded, without full stops. */
export const legalForms = words(`
gmbh ag kg ohg ug mbh ev eg gbr se inc llc llp ltd limited plc corp corporation co company sa sas sarl sasu eurl sci sl slu srl spa snc sapa
bv nv vof cv sp spzoo zoo ska ab hb oy as aps foundation stiftung association group holding bank hotel verlag
`);
