// Breakpoints can't be custom properties, so widths and heights in queries may be said plainly.
const RAW_SIZES = [
  ['px', 'rem', 'em', 'ms', 's'],
  { ignoreMediaFeatureNames: { px: ['/^(min-|max-)?(width|height|inline-size|block-size)$/'] } },
];
const RAW_COLOUR_FUNCTIONS = ['rgb', 'rgba', 'hsl', 'hsla', 'hwb', 'lab', 'lch', 'oklab', 'oklch'];

export default {
  extends: 'stylelint-config-standard',
  rules: {
    'color-no-hex': true,
    'color-named': 'never',
    'function-disallowed-list': RAW_COLOUR_FUNCTIONS,
    'unit-disallowed-list': RAW_SIZES,
    'selector-class-pattern': '^[a-z][a-z0-9]*(-[a-z0-9]+)*(--[a-z0-9_]+)?$',
    'declaration-no-important': true,
    'property-disallowed-list': [
      '/^(margin|padding|border)-(left|right|top|bottom)(-.+)?$/',
      'left',
      'right',
      'top',
      'bottom',
    ],
    'custom-property-empty-line-before': null,
    'declaration-empty-line-before': null,
    'no-descending-specificity': null,
    'import-notation': 'string',
  },
  overrides: [
    {
      files: ['src/styles/tokens.css'],
      rules: {
        'function-disallowed-list': null,
        'unit-disallowed-list': null,
        'no-duplicate-selectors': null,
        'lightness-notation': null,
        'hue-degree-notation': null,
      },
    },
  ],
};
