import { type Text, words } from '../../../kernel/text.ts';

/** What the values of an evidence are called: fields of the two registers, and what most licences have on their face. */
const names: Readonly<Record<string, Text>> = {
  name: words('名称（姓名）', 'Name'),
  number: words('公民身份号码', 'Citizen number'),
  sex: words('性别', 'Sex'),
  birthDate: words('出生日期', 'Date of birth'),
  nationality: words('民族', 'Nationality'),
  householdAddress: words('户籍地址', 'Household address'),
  householdRegion: words('户籍地', 'Household region'),
  residenceAddress: words('居住地址', 'Address of residence'),
  maritalStatus: words('婚姻状况', 'Marital status'),
  creditCode: words('统一社会信用代码', 'Unified social credit code'),
  kind: words('类型', 'Kind'),
  legalRepresentative: words('法定代表人（负责人）', 'Legal representative'),
  legalRepresentativeNumber: words('法定代表人证件号码', 'Number of the legal representative'),
  address: words('地址', 'Address'),
  scope: words('经营范围', 'Scope of business'),
  state: words('登记状态', 'State'),
  establishedOn: words('成立日期', 'Established on'),
  businessName: words('名称', 'Name'),
  businessKind: words('类型', 'Kind'),
  operatorName: words('经营者', 'Operator'),
  composition: words('组成形式', 'Form of composition'),
  registeredOn: words('登记日期', 'Registered on'),
  premisesAddress: words('经营场所', 'Premises'),
  domicile: words('住所', 'Domicile'),
  businessScope: words('经营范围', 'Scope of business'),
  businessItems: words('经营项目', 'Items of business'),
  mainBusiness: words('主体业态', 'Main kind of business'),
  permitNumber: words('许可证编号', 'Permit number'),
  certificateNumber: words('证书编号', 'Number of the certificate'),
  workKind: words('从业类别', 'Kind of work'),
  examinedOn: words('体检日期', 'Examined on'),
  validUntil: words('有效期至', 'Valid until'),
  issuedOn: words('发证日期', 'Issued on'),
  issuer: words('发证机关', 'Issued by'),
};

/** A name that is not known here shows itself: better a field's own name than no value. */
export function evidenceWords(name: string): Text {
  return names[name] ?? words(name, name);
}
