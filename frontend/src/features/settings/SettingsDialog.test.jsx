import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';

import { SettingsHost } from '../../app/SettingsHost.jsx';
import { openSettings } from '../../domain/settings/panel.js';
import { NO_CATEGORY_TEAMS } from '../../test/makeTeam.js';
import { renderProduct } from '../../test/render.jsx';
import { server } from '../../test/server.js';
import { runCommand } from '../../ui/commands/commandRegistry.js';

beforeEach(() => {
  server.use(
    http.get('/api/teams/', () => HttpResponse.json([])),
    http.get('/api/category-teams/', () => HttpResponse.json(NO_CATEGORY_TEAMS)),
    http.get('/api/tags/', () => HttpResponse.json([])),
    http.get('/api/saved-replies/', () => HttpResponse.json([])),
  );
});

const render = () => renderProduct(<SettingsHost />, { at: '?tab=tickets' });
const tab = (/** @type {string} */ name) => screen.getByRole('tab', { name });

describe('the settings', () => {
  it('open by their key, and close by Escape', async () => {
    const { user } = render();
    await waitFor(() => expect(runCommand('settings')).toBe(true));
    await screen.findByRole('dialog', { name: 'Settings' });
    expect(tab('Teams')).toHaveFocus();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('have their pages below each other, by the arrow keys too', async () => {
    const { user } = render();
    openSettings();
    await screen.findByRole('dialog');
    await user.keyboard('{ArrowDown}');
    expect(tab('Tags')).toHaveFocus();
    expect(await screen.findByText('No tags yet')).toBeInTheDocument();
    await user.keyboard('{ArrowUp}{ArrowUp}');
    expect(tab('Views')).toHaveFocus();
    await user.keyboard('{Home}');
    expect(screen.getByRole('tabpanel', { name: 'Teams' })).toBeInTheDocument();
  });

  it('have the saved replies, whose editor Escape leaves first', async () => {
    const { user } = render();
    openSettings('saved_replies');
    await user.click(await screen.findByRole('button', { name: 'New saved reply' }));
    expect(screen.getByRole('heading', { name: 'New saved reply' })).toBeInTheDocument();
    await user.keyboard('{Escape}');
    expect(await screen.findByText('No saved replies yet')).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});
