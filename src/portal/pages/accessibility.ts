import { html } from 'hono/html';
import type { Html, PageContext } from '../../kernel/page.ts';
import { type Text, words } from '../../kernel/text.ts';
import { layout } from '../layout.ts';
import { show } from '../words.ts';

/** What people with disabilities can rely on here, and where to turn when something does not work. */
export function accessibilityPage(page: PageContext): Html {
  return layout({
    page,
    title: titleWords,
    breadcrumbs: [],
    main: html`<div class="prose"><h1>${show(page, titleWords)}</h1>
<p class="lead">${show(page, aimWords)}</p>
<h2>${show(page, doneTitleWords)}</h2>
<ul>${doneWords.map((line) => html`<li>${show(page, line)}</li>`)}</ul>
<h2>${show(page, limitsTitleWords)}</h2>
<ul>${limitWords.map((line) => html`<li>${show(page, line)}</li>`)}</ul>
<h2>${show(page, helpTitleWords)}</h2>
<p>${show(page, helpWords)} <a href="tel:12345">12345</a></p></div>`,
  });
}

const titleWords = words('无障碍声明', 'Accessibility statement');
const aimWords = words(
  '这里的每一页都按《网页内容无障碍指南》WCAG 2.2 AA 级设计。',
  'Every page here is designed to the Web Content Accessibility Guidelines, WCAG 2.2 level AA.',
);
const doneTitleWords = words('你可以这样使用', 'What you can rely on');
const doneWords: readonly Text[] = [
  words('只用键盘可以完成全部操作，当前位置始终可见。', 'Everything can be done by keyboard, and the focus is always visible.'),
  words('每个输入框都有名称和说明；填错时，错误写在旁边，并在页首列出。', 'Every field has a name and help; errors stand beside the field and in a list at the top.'),
  words('文字可以放大：使用页首的“大字版”，或浏览器缩放到 400%。', 'Text can be enlarged with “Large type” at the top of the page or by zooming to 400 %.'),
  words('不打开脚本也能办理全部事项。', 'Everything works with scripts switched off.'),
  words('状态从不只靠颜色表示；系统设置减少动画时，页面不动。', 'Colour never carries a meaning alone, and nothing moves when the system asks for reduced motion.'),
];
const limitsTitleWords = words('目前做不到的', 'What does not work yet');
const limitWords: readonly Text[] = [
  words('别人上传的图片和扫描件没有文字说明。', 'Pictures and scans that people upload have no text description.'),
  words('部分事项的英文翻译还没有，页面会显示中文，并标明语言。', 'Some services are not translated yet; they appear in Chinese and are marked as Chinese.'),
];
const helpTitleWords = words('遇到困难', 'When something does not work');
const helpWords = words('请拨打政务服务热线，或到任何窗口请工作人员协助：', 'Call the help line, or ask the staff at any window:');
