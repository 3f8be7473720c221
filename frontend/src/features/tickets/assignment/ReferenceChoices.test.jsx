import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { createRef } from 'react';

import { makeMember, makeTeam } from '../../../test/makeTeam.js';
import { renderProduct } from '../../../test/render.jsx';
import { backend, server } from '../../../test/server.js';
import { OpenPicker } from '../../../ui/menu/OpenPicker.jsx';
import { ReferenceChoices } from './ReferenceChoices.jsx';

const HOUR = 3_600_000;

/** @param {number} hours */
const inHours = (hours) => new Date(Date.now() + hours * HOUR).toISOString();

/** @param {import('../../../types').ReferenceField} field */
function open(field) {
  return renderProduct(
    <OpenPicker button={createRef()} onClose={() => {}}>
      <ReferenceChoices field={field} nothing="Nobody" isChosen={() => false} onChoose={() => {}} />
    </OpenPicker>,
    { at: '?tab=tickets' },
  );
}

const options = () => screen.getAllByRole('option').map((one) => one.textContent);

beforeEach(() => {
  const agents = [
    { id: 5, name: 'Ada' },
    { id: 6, name: 'Grace' },
    { id: 7, name: 'Kay' },
  ];
  const away = makeMember({ away_until: inHours(1) });
  const back = makeMember({ id: 6, name: 'Grace', away_until: inHours(-1) });
  server.use(
    http.get('/api/agents/', () => HttpResponse.json(agents)),
    http.get('/api/teams/', () =>
      HttpResponse.json([
        makeTeam({ id: 1, members: [away, back] }),
        makeTeam({ id: 2, is_closed: true, members: null }),
      ]),
    ),
  );
});

describe('the agents to choose from', () => {
  it('has those who are away last, and says until when', async () => {
    open('assignee');
    await waitFor(() => expect(options().at(-1)).toMatch(/^AAda ?away until /));
    expect(
      options()
        .slice(0, -1)
        .map((text) => text?.slice(1)),
    ).toEqual(['obody', 'Grace', 'Kay']);
  });

  it('asks for nobody’s absence where teams are chosen', async () => {
    open('team');
    await screen.findByText('Team 1');
    expect(screen.queryByText(/away/)).toBeNull();
    expect(backend.asked('GET', '/api/teams/')).toHaveLength(1);
  });
});
