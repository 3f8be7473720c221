import { screen } from '@testing-library/react';

import { renderProduct } from '../../../test/render.jsx';
import { providerFailures, signInCopy } from './copy.js';
import { SignIn } from './SignIn.jsx';

const first = { title: signInCopy.title, text: signInCopy.text };
const show = (/** @type {string} */ at) =>
  renderProduct(<SignIn first={first} head={({ title }) => <h2>{title}</h2>} />, { at });

test.each(Object.entries(providerFailures))(
  'coming back from a provider with %s says why',
  async (code, text) => {
    show(`?error=${code}`);
    expect(await screen.findByRole('alert')).toHaveTextContent(String(text));
  },
);

test('an unknown reason is told in general', async () => {
  show('?error=signup_closed');
  expect(await screen.findByRole('alert')).toHaveTextContent(signInCopy.providerFailed);
});

test('without a failure there is no alert', async () => {
  show('');
  await screen.findByRole('heading');
  expect(screen.queryByRole('alert')).toBeNull();
});
