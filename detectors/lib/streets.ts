/** Words of addresses in the languages of the labels, folded. */

/** Glued to the end of a street's name. */
const glued =
  'strasse|str|weg|platz|allee|gasse|ring|damm|ufer|chaussee|steig|stieg|pfad|markt|straat|laan|plein|gracht|kade|dijk|singel|steeg|gatan|vagen|vag|grand|torget|gade|vej';

/** Words of their own, before or after the name. */
const single =
  'street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|close|crescent|terrace|way|square|sq|place|pl|parkway|pkwy|highway|hwy|' +
  'strasse|weg|platz|allee|gasse|ring|damm|am|an der|auf der|in der|im|zum|zur|' +
  'rue|bd|chemin|impasse|quai|cours|route|passage|faubourg|' +
  'calle|c/|avenida|av|avda|plaza|pza|paseo|carrera|carretera|camino|ronda|travesia|urbanizacion|' +
  'via|viale|piazza|piazzale|corso|largo|vicolo|strada|' +
  'straat|laan|plein|gracht|kade|' +
  'ulica|ulicy|ul|aleja|aleje|al|osiedle|os|plac|skwer|' +
  'gata|vag|torg';

/** `Ahornstrasse`, `Berliner Str.`, `rue`; folded. */
const street = `(?:(?<!\\p{L})\\p{L}{2,}(?:${glued})|(?<=\\p{L} )str|(?<![\\p{L}\\p{N}])(?:${single}))(?!\\p{L})`;
/** `12`, `12a`, `12-14`, `12/3`, `nº 12`. */
const number = '(?:n[°ºo]?\\.? ?)?\\d{1,5} ?(?:[a-z](?!\\p{L}))?(?:[-/]\\d{1,4}[a-z]?)?(?![\\p{L}\\p{N}])';
const words = "(?:[ ,]+\\p{L}[\\p{L}.'’-]*){0,5}";

/** A street with a house number near it, in folded text: `Ahornstr. 12`, `12 Maple Street`, `8 bis, rue des Lilas`. */
export const streetWithNumber = new RegExp(
  `${street}\\.?${words}[ ,]+${number}|(?<![\\p{L}\\p{N}./-])${number}${words}[ ,]+${street}`,
  'u',
);

/** A street's word alone, in folded text. */
export const anyStreet = new RegExp(street, 'u');

/**
 * A postal code beside a place with a capital, in the text as written: `10115 Berlin`, `1012 AB Amsterdam`,
 * `00-950 Warszawa`, `LS6 2AB`, `114 55 Stockholm`, `Springvale, CA 94110`.
 */
export const postcode =
  /(?<![\p{L}\p{N}])(?:(?:(?:[A-Z]{1,2}-)?\d{4,5}|\d{4} ?[A-Z]{2}|\d{2}-\d{3}|\d{3} \d{2}),? \p{Lu}\p{L}{2,}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?![\p{L}\p{N}])|\p{Lu}\p{L}{2,},? [A-Z]{2},? \d{5}(?:-\d{4})?(?!\p{N}))/u;

/** Post office boxes. */
export const box =
  /(?<!\p{L})(?:p\.? ?o\.? ?box|postfach|boite postale|b\.?p\.?|apartado(?: de correos)?|casella postale|postbus|skr(?:ytka|\.) ?poczt(?:owa|\.)|box) ?\d{1,6}(?!\p{N})/u;

/** A number that may be a house's, in folded text. */
export const houseNumber = new RegExp(`(?<![\\p{L}\\p{N}./-])${number}`, 'u');
