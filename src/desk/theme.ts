import type { ThemeConfig } from 'antd';

/** The colours of the public face (portal.css), so that both faces are one house; each pair holds 4.5:1 on its ground. */
const colours = {
  ink: '#14232d',
  soft: '#4b5d69',
  line: '#d6e0e6',
  fieldLine: '#8496a1',
  wash: '#f3f7f9',
  accent: '#0a5a78',
  accentDeep: '#07445c',
  accentWash: '#e5f1f6',
  good: '#14613a',
  warning: '#744800',
  bad: '#a5201a',
} as const;

/** Large type enlarges text and everything that is pressed. */
export function themeFor(large: boolean): ThemeConfig {
  return {
    token: {
      colorPrimary: colours.accent,
      colorInfo: colours.accent,
      colorLink: colours.accent,
      colorLinkHover: colours.accentDeep,
      colorSuccess: colours.good,
      colorWarning: colours.warning,
      colorError: colours.bad,
      colorErrorText: colours.bad,
      // Washes that are made from such deep colours by rule come out grey; these are the portal's.
      colorInfoBg: colours.accentWash,
      colorInfoBorder: '#b4d3e0',
      colorSuccessBg: '#e5f4eb',
      colorSuccessBorder: '#b5dac4',
      colorWarningBg: '#fdf2dc',
      colorWarningBorder: '#e8cf9a',
      colorErrorBg: '#fcebea',
      colorErrorBorder: '#e9bdba',
      controlItemBgActive: colours.accentWash,
      colorText: colours.ink,
      colorTextSecondary: colours.soft,
      colorTextDescription: colours.soft,
      colorTextPlaceholder: '#5f707c',
      colorBorder: colours.fieldLine,
      colorBorderSecondary: colours.line,
      colorSplit: colours.line,
      colorBgLayout: colours.wash,
      borderRadius: 6,
      fontSize: large ? 18 : 14,
      controlHeight: large ? 46 : 36,
      fontFamily: 'system-ui, -apple-system, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
      lineWidthFocus: 3,
      // Nothing on the desk moves: clerks repeat each step all day, and screenshots stay the same.
      motion: false,
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Form: { verticalLabelPadding: '0 0 4px', itemMarginBottom: 18 },
      Modal: { titleFontSize: large ? 22 : 17 },
    },
  };
}
