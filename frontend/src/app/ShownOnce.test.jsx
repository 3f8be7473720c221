import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { useState } from 'react';

import { ACCOUNT } from '../domain/session/keys.js';
import { useShownOnce } from '../domain/session/useShownOnce.js';
import { SubmitPanel } from '../features/submit/SubmitPanel.jsx';
import { keepShownOnce, reloadShownOnce, useShownOnceItems } from '../lib/shownOnce.js';
import { fillIn, submitButton } from '../test/form.jsx';
import { makeAccount } from '../test/makeAccount.js';
import { renderProduct } from '../test/render.jsx';
import { TOKEN, server } from '../test/server.js';
import { ErrorBoundary } from './ErrorBoundary.jsx';
import { ShownOnce } from './ShownOnce.jsx';

const NAME = { name: 'Shown only once' };
const region = () => screen.queryByRole('region', NAME);
const foundRegion = () => screen.findByRole('region', NAME);
const address = `${window.location.origin}/?request=${TOKEN}`;

/** A part of the product that stops working at a click. @param {{ children: any }} props */
function Fragile({ children }) {
  const [isBroken, setIsBroken] = useState(false);
  if (isBroken) throw new Error('It broke.');
  return (
    <>
      {children}
      <button type="button" onClick={() => setIsBroken(true)}>
        Break it
      </button>
    </>
  );
}

const product = (
  <>
    <ShownOnce />
    <ErrorBoundary>
      <Fragile>
        <SubmitPanel />
      </Fragile>
    </ErrorBoundary>
  </>
);

/** @param {import('@testing-library/user-event').UserEvent} user */
async function submit(user) {
  await fillIn(user);
  await user.click(submitButton());
  await screen.findByRole('heading', { name: 'We got it: ticket #1001' });
}

test('a private link is there after an error of the page, until the person has it', async () => {
  const { user } = renderProduct(product);
  await submit(user);
  expect(region()).not.toBeInTheDocument();
  const complain = vi.spyOn(console, 'error').mockImplementation(() => {});
  await user.click(screen.getByRole('button', { name: 'Break it' }));
  expect(screen.getByRole('alert')).toHaveTextContent('This part stopped working');
  complain.mockClear();
  expect(await foundRegion()).toHaveTextContent('Your private link to ticket #1001');
  expect(screen.getByRole('link', { name: address })).toHaveAttribute('href', address);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(region()).toHaveTextContent(address);
  await user.click(screen.getByRole('button', { name: 'I have it' }));
  expect(region()).not.toBeInTheDocument();
  expect(useShownOnceItems.getState()).toEqual({});
});

test('it is there after a reload, and on the tab of the form alone', async () => {
  const first = renderProduct(product);
  await submit(first.user);
  first.unmount();
  reloadShownOnce();
  const list = renderProduct(<ShownOnce />, { at: '?tab=tickets' });
  expect(region()).not.toBeInTheDocument();
  list.unmount();
  renderProduct(product);
  expect(await foundRegion()).toHaveTextContent(address);
});

test('what was copied is forgotten once it has left the screen', async () => {
  const { user, unmount } = renderProduct(product);
  await submit(user);
  await user.click(screen.getByRole('button', { name: 'Copy link' }));
  await waitFor(() => expect(useShownOnceItems.getState().private_link?.isCopied).toBe(true));
  unmount();
  expect(useShownOnceItems.getState()).toEqual({});
});

test('what is done with is forgotten at once', async () => {
  const { user } = renderProduct(product);
  await submit(user);
  await user.click(screen.getByRole('button', { name: 'Submit another' }));
  expect(useShownOnceItems.getState()).toEqual({});
});

test('what was told to one account is not shown to another, nor to a stranger', async () => {
  const owner = makeAccount();
  server.use(http.get('/api/account/', () => HttpResponse.json(owner)));
  keepShownOnce('api_token', { value: 'tf_secret', about: 'Import', owner: owner.id });
  const stranger = renderProduct(<ShownOnce />);
  expect(region()).not.toBeInTheDocument();
  stranger.unmount();

  localStorage.setItem('tf.session', '1');
  const { client } = renderProduct(<ShownOnce />);
  expect(region()).not.toBeInTheDocument();
  await waitFor(() => expect(region()).toHaveTextContent('API token: Import'));
  client.setQueryData(ACCOUNT, makeAccount({ id: 99 }));
  await waitFor(() => expect(useShownOnceItems.getState()).toEqual({}));
  expect(region()).not.toBeInTheDocument();
});

test('a token that a dialog shows waits for the dialog to close', async () => {
  function Dialog() {
    return <p>{useShownOnce('api_token').shown?.value}</p>;
  }
  keepShownOnce('api_token', { value: 'tf_secret', about: 'Import', owner: null });
  const { rerender } = renderProduct(
    <>
      <ShownOnce />
      <Dialog />
    </>,
  );
  expect(screen.getByText('tf_secret')).toBeInTheDocument();
  expect(region()).not.toBeInTheDocument();
  rerender(<ShownOnce />);
  const shown = await screen.findByRole('region', { name: 'Shown only once' });
  expect(within(shown).getByText('tf_secret')).toHaveAttribute('translate', 'no');
});
