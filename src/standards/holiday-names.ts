/** English words for the names that the yearly notices use; a joined name (国庆节、中秋节) is translated part by part. */
const english: Readonly<Record<string, string>> = {
  元旦: "New Year's Day",
  春节: 'Spring Festival',
  清明节: 'Tomb-Sweeping Day',
  劳动节: 'Labour Day',
  '“五一”': 'Labour Day',
  '“五一”国际劳动节': 'International Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
  '“十一”': 'National Day',
  抗日战争暨世界反法西斯战争胜利70周年纪念日: 'the 70th anniversary of victory in the war against Japan and fascism',
};

/** The English name, or the Chinese one where a new notice brings a name that is not known here yet. */
export function holidayInEnglish(name: string): string {
  return name
    .split('、')
    .map((part) => english[part] ?? part)
    .join(' and ');
}
