import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import react from 'eslint-plugin-react';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';

import { textInElement } from './eslint-rules/text-in-element.js';

/** From the top to the bottom; parts of one layer stand beside each other. */
const LAYERS = [
  ['main.jsx'],
  ['prefetch.js'],
  ['Product.jsx'],
  ['App.jsx'],
  ['app'],
  ['features'],
  ['domain'],
  ['api', 'ui'],
  ['lib'],
];
const FEATURES = [
  'submit',
  'tickets',
  'dashboard',
  'account',
  'request',
  'saved-replies',
  'personal-data',
  'settings',
];

const inSource = (part) => `./src/${part}`;

const zones = [
  ...LAYERS.flatMap((layer, depth) =>
    layer.map((part) => ({
      target: inSource(part),
      from: [...LAYERS.slice(0, depth).flat(), ...layer.filter((other) => other !== part)].map(
        inSource,
      ),
      message:
        'Imports run main → Product → App → app → features → domain → api and ui → lib, never back or sideways.',
    })),
  ).filter(({ from }) => from.length > 0),
  ...FEATURES.map((feature) => ({
    target: inSource(`features/${feature}`),
    from: inSource('features'),
    except: [`./${feature}`],
    message: 'No feature imports another: what two of them need belongs to domain/ or ui/.',
  })),
  {
    target: LAYERS.flat().map(inSource),
    from: './src',
    except: [...LAYERS.flat(), 'gallery', 'test', 'styles', 'index.css'].map((part) => `./${part}`),
    message: 'Every module belongs to a layer.',
  },
  {
    target: LAYERS.slice(1).flat().map(inSource),
    from: [inSource('gallery'), inSource('test')],
    message: 'The gallery and the tests look at the product, which knows nothing of them.',
  },
];

export default [
  { ignores: ['dist/', 'test-results/', 'playwright-report/'] },
  js.configs.recommended,
  {
    files: ['**/*.{js,jsx}'],
    languageOptions: {
      ecmaVersion: 2024,
      sourceType: 'module',
      globals: { ...globals.browser },
      parserOptions: { ecmaFeatures: { jsx: true } },
    },
    settings: {
      react: { version: 'detect' },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.js', '.jsx'] })],
    },
    plugins: { 'import-x': importX },
    rules: {
      'no-console': 'error',
      'no-warning-comments': 'error',
      eqeqeq: 'error',
      'prefer-const': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      'import-x/no-duplicates': 'error',
      'import-x/first': 'error',
    },
  },
  {
    files: ['src/**/*.{js,jsx}'],
    ...react.configs.flat.recommended,
  },
  {
    files: ['src/**/*.{js,jsx}'],
    ...react.configs.flat['jsx-runtime'],
  },
  { files: ['src/**/*.{js,jsx}'], ...jsxA11y.flatConfigs.strict },
  {
    files: ['src/**/*.{js,jsx}'],
    plugins: {
      'react-hooks': reactHooks,
      local: { rules: { 'text-in-element': textInElement } },
    },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'local/text-in-element': [
        'error',
        { elements: ['above', 'beside', 'head', 'legend', 'more'] },
      ],
      // Types are checked by TypeScript over JSDoc.
      'react/prop-types': 'off',
      // Warns of what the React Compiler would leave alone, and there is none here.
      'react-hooks/incompatible-library': 'off',
      'react/forbid-dom-props': 'off',
    },
  },
  {
    files: ['**/index.{js,jsx}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Import from the module itself.' },
      ],
    },
  },
  {
    files: ['src/**/*.test.{js,jsx}', 'src/test/**'],
    languageOptions: { globals: { ...globals.browser, ...globals.vitest } },
    // Tests may reach any layer: they mount the whole to look at a part.
    rules: { 'import-x/no-restricted-paths': 'off', 'max-lines': ['error', 400] },
  },
  {
    // A story is rendered by a function that is called, not by a component.
    files: ['src/gallery/stories/**'],
    rules: { 'react/display-name': 'off' },
  },
  {
    files: ['*.config.js', 'bench/**', 'e2e/**', 'eslint-rules/**'],
    languageOptions: { globals: { ...globals.node } },
  },
  prettier,
];
