import { act, screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';

import { NO_FILTERS } from '../../../domain/view/filters.js';
import { serveAccount } from '../../../test/account.js';
import { makeAccount } from '../../../test/makeAccount.js';
import { makeTicket } from '../../../test/makeTicket.js';
import { renderProduct } from '../../../test/render.jsx';
import { backend, server } from '../../../test/server.js';
import { makeView } from '../../../test/makeView.js';
import { VIEWS, kept } from '../../../test/sharedViews.js';
import { TicketsPanel } from '../TicketsPanel.jsx';
import { saveView, useSavedViews } from './savedViews.js';

const ME = makeAccount({ id: 5, name: 'Ada' });

function signIn() {
  localStorage.setItem('tf.session', '1');
  serveAccount(() => ME);
}

beforeEach(() => {
  backend.tickets = [makeTicket({ id: 2 })];
});

describe('the views of a device', () => {
  const names = () => useSavedViews.getState().map(({ name }) => name);
  const panel = () => renderProduct(<TicketsPanel />, { at: '?tab=tickets' });

  beforeEach(() => {
    saveView('Billing', { ...NO_FILTERS, category: ['billing'] });
    saveView('VAT', { ...NO_FILTERS, search: 'vat', status: ['open'] });
  });

  test('go to the account of who signs in, once and without doubles', async () => {
    kept.views = [
      makeView({ id: 1, name: 'billing', query: 'category=billing' }),
      makeView({ id: 2, name: 'VAT', query: 'priority=low' }),
    ];
    signIn();
    const { unmount } = panel();
    await waitFor(() => expect(names()).toEqual([]));
    expect(kept.views.map(({ name, query }) => [name, query])).toEqual([
      ['billing', 'category=billing'],
      ['VAT', 'priority=low'],
      ['VAT 2', 'search=vat&status=open'],
    ]);
    unmount();
    panel();
    await screen.findByText('Ticket number 2');
    expect(backend.asked('POST', VIEWS)).toHaveLength(1);
  });

  test('stay where the server does not take them, and go next time', async () => {
    signIn();
    server.use(http.post(VIEWS, () => HttpResponse.json({}, { status: 503 }), { once: true }));
    const { unmount } = panel();
    await waitFor(() => expect(backend.asked('POST', VIEWS)).toHaveLength(1));
    await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
    expect(names()).toEqual(['Billing', 'VAT']);
    unmount();
    panel();
    await waitFor(() => expect(names()).toEqual([]));
    expect(kept.views).toHaveLength(2);
  });

  test('stay one by one where only one is refused', async () => {
    signIn();
    server.use(
      http.post(VIEWS, () => HttpResponse.json({ query: ['No.'] }, { status: 400 }), {
        once: true,
      }),
    );
    panel();
    await waitFor(() => expect(names()).toEqual(['Billing']));
    expect(kept.views.map(({ name }) => name)).toEqual(['VAT']);
  });

  test('stay for who is not signed in', async () => {
    panel();
    await screen.findByText('Ticket number 2');
    expect(names()).toEqual(['Billing', 'VAT']);
    expect(backend.asked('POST', VIEWS)).toHaveLength(0);
  });
});
