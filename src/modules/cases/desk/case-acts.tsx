import { useState } from 'react';
import { type Text, words } from '../../../kernel/text.ts';
import { ActButtons } from '../../../desk/parts/act-buttons.tsx';
import { shownActs } from '../../../desk/parts/acts.ts';
import { actWords } from '../domain/act-words.ts';
import { AcceptDialog } from './accept-dialog.tsx';
import type { CaseView } from './api.ts';
import { GrantDialog, NotAcceptDialog, RefuseDialog } from './conclude-dialogs.tsx';
import { CorrectionDialog } from './correction-dialog.tsx';
import { OrderDialog, RecordDialog } from './procedure-dialogs.tsx';

/** What a dialog of this screen is given. */
export interface ActDialogProps {
  readonly view: CaseView;
  readonly close: () => void;
  /** tells on the page what the deed has brought about */
  readonly said: (what: Text) => void;
}

const known = {
  accept: { label: actWords.accept, tone: 'primary' },
  'tell-correction': { label: actWords['tell-correction'] },
  'not-accept': { label: actWords['not-accept'], tone: 'danger' },
  grant: { label: words('准予许可', 'Grant'), tone: 'primary' },
  'order-inspection': { label: actWords['order-inspection'] },
  'record-inspection': { label: actWords['record-inspection'], tone: 'primary' },
  refuse: { label: actWords.refuse, tone: 'danger' },
} as const;

const dialogs = {
  accept: AcceptDialog,
  'tell-correction': CorrectionDialog,
  'not-accept': NotAcceptDialog,
  'order-inspection': OrderDialog,
  'record-inspection': RecordDialog,
  grant: GrantDialog,
  refuse: RefuseDialog,
} as const satisfies Record<keyof typeof known, (props: ActDialogProps) => React.ReactNode>;

/** The acts of this post on the case; each opens a dialog of its own, made anew every time. */
export function CaseActs({ view, said }: Pick<ActDialogProps, 'view' | 'said'>) {
  const [open, setOpen] = useState<keyof typeof dialogs | null>(null);
  const Dialog = open === null ? null : dialogs[open];
  return (
    <>
      <ActButtons acts={shownActs(view.acts, known)} press={(act) => setOpen(act as keyof typeof dialogs)} />
      {Dialog ? <Dialog view={view} close={() => setOpen(null)} said={said} /> : null}
    </>
  );
}
