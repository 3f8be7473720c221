import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import react from 'eslint-plugin-react';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';

const LAYERS = ['lib', 'api', 'hooks', 'components'];

/** Each layer may import the ones before it, never the ones after it. */
const oneWayImports = LAYERS.map((layer, index) => ({
  target: `./src/${layer}`,
  from: [...LAYERS.slice(index + 1).map((later) => `./src/${later}`), './src/App.jsx'],
  message: 'Imports run App → components → hooks → api → lib, never back.',
}));

oneWayImports.push({
  target: ['./src/{lib,api,hooks,components}', './src/App.jsx'],
  from: ['./src/gallery'],
  message: 'The gallery looks at the product, which knows nothing of it.',
});

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
      'import-x/no-restricted-paths': ['error', { zones: oneWayImports }],
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
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
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
    rules: { 'import-x/no-restricted-paths': 'off', 'max-lines': 'off' },
  },
  {
    // What draws a specimen is a function that is called, no component with a name of its own.
    files: ['src/gallery/specimens/**'],
    rules: { 'react/display-name': 'off' },
  },
  {
    // A list of texts is as long as there are texts.
    files: ['src/lib/copy.js'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['*.config.js', 'e2e/**'],
    languageOptions: { globals: { ...globals.node } },
  },
  prettier,
];
