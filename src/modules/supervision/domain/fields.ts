import { type Text, words } from '../../../kernel/text.ts';

/** The names of personal fields, for the person whose they are. */
const fields: Readonly<Record<string, Text>> = {
  number: words('公民身份号码', 'citizen number'),
  name: words('姓名', 'name'),
  sex: words('性别', 'sex'),
  birthDate: words('出生日期', 'date of birth'),
  nationality: words('民族', 'nationality'),
  householdAddress: words('户籍地址', 'household address'),
  householdRegion: words('户籍地', 'household region'),
  residenceAddress: words('居住地址', 'address of residence'),
  maritalStatus: words('婚姻状况', 'marital status'),
  alive: words('生存状态', 'whether living'),
  diedOn: words('死亡日期', 'date of death'),
  listedAsDishonest: words('是否失信被执行人', 'whether on the list of dishonest debtors'),
  legalRepresentative: words('法定代表人', 'legal representative'),
  legalRepresentativeNumber: words('法定代表人证件号码', 'number of the legal representative'),
  phone: words('手机号', 'phone'),
  'citizen-number': words('公民身份号码', 'citizen number'),
  form: words('申请表内容', 'what the form says'),
  materials: words('申请材料', 'application materials'),
  material: words('申请材料', 'application materials'),
  licence: words('证照内容', 'what the licence says'),
  'licence-copy': words('证照复印件', 'the copy of a licence'),
};

/** A field of a form bears the name that its item gave it: it is said as what the form says. `licence:…` is a licence, whichever it is. */
export function fieldWords(field: string): Text {
  return fields[field.split(':')[0] ?? ''] ?? words('申请表内容', 'what the form says');
}

/** What was read, each thing said once. */
export function fieldsWords(names: readonly string[]): Text[] {
  return [...new Map(names.map((name) => [fieldWords(name).zh, fieldWords(name)])).values()];
}
