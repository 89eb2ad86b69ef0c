// Folds names for comparison, like FoldedText and PhraseIndex.Key, as far as place names need it.
const special = { œ: 'oe', æ: 'ae', ŋ: 'n', ɓ: 'b', ɗ: 'd', ƙ: 'k', ƴ: 'y', ɲ: 'ny', ɛ: 'e', ɔ: 'o', ى: 'ي', ة: 'ه', ٱ: 'ا', 'ـ': '' };

export const key = name => [...name.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')].map(c => special[c] ?? c).join('')
  .replace(/[‘’ʼ`´]/g, "'").replace(/[-_\s\u2010-\u2015]+/g, ' ').trim().replace(/^ال(?=..)/, '');

export const isArabic = name => /[\u0600-\u06ff]/.test(name);

export const slug = name => key(name).replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
