import js from '@eslint/js';
import globals from 'globals';

export default [
  { ignores: ['player/frontend/vendor/**', 'player/frontend/built/**'] },
  js.configs.recommended,
  {
    files: ['player/frontend/**/*.js', 'ui/**/*.js', 'exports/**/*.js'],
    languageOptions: { ecmaVersion: 2024, sourceType: 'module', globals: globals.browser },
    rules: {
      complexity: ['error', 12],
      curly: ['error', 'multi-line'],
      eqeqeq: 'error',
      'max-len': ['error', { code: 120, ignoreStrings: true, ignoreTemplateLiterals: true }],
      'max-lines': ['error', { max: 230, skipBlankLines: true, skipComments: true }],
      'no-shadow': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
];
