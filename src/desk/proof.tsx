import { Form, Input, Modal } from 'antd';
import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react';
import { words } from '../kernel/text.ts';
import type { Problem } from '../kernel/problem.ts';
import { proveAgain } from '../modules/identity/desk/api.ts';
import { newKey, Refused } from './api.ts';
import { Say, useSay } from './locale.tsx';
import { ProblemNotice } from './parts/problem-notice.tsx';
import { useSession } from './session.tsx';

interface Proof {
  /** true once the person has proved again who they are; false when they would rather not */
  ask(): Promise<boolean>;
}

const ProofOfPage = createContext<Proof | null>(null);

/** Revoking, exporting and the like want both factors again, however long the session may still run. */
export function ProofProvider({ children }: { readonly children: ReactNode }) {
  const waiting = useRef<((proved: boolean) => void) | null>(null);
  const [open, setOpen] = useState(false);
  const proof = useMemo<Proof>(
    () => ({
      ask: () => {
        waiting.current?.(false);
        setOpen(true);
        return new Promise((resolve) => {
          waiting.current = resolve;
        });
      },
    }),
    [],
  );
  const close = (proved: boolean) => {
    waiting.current?.(proved);
    waiting.current = null;
    setOpen(false);
  };
  return (
    <ProofOfPage.Provider value={proof}>
      {children}
      {open ? <ProofDialog close={close} /> : null}
    </ProofOfPage.Provider>
  );
}

export function useProof(): Proof {
  const proof = useContext(ProofOfPage);
  if (proof === null) throw new Error('there is no proof dialog around this part');
  return proof;
}

function ProofDialog({ close }: { readonly close: (proved: boolean) => void }) {
  const say = useSay();
  const { api, renew } = useSession();
  const [form] = Form.useForm<{ password: string; totp: string }>();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pending, setPending] = useState(false);

  const prove = async (typed: { password: string; totp: string }) => {
    setPending(true);
    setProblem(null);
    try {
      await api.write(proveAgain(), { key: newKey(), body: { password: typed.password, totp: typed.totp.trim() } });
      // The proof comes with a new session, and so with a new token for every form.
      await renew();
      close(true);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setProblem(error.problem);
    } finally {
      setPending(false);
    }
  };

  return (
    <Modal open title={say(titleWords)} okText={say(words('验证', 'Verify'))} cancelText={say(words('取消', 'Cancel'))} confirmLoading={pending} onOk={() => form.submit()} onCancel={() => close(false)} destroyOnHidden>
      <p className="soft">
        <Say text={whyWords} />
      </p>
      <ProblemNotice problem={problem} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={prove}>
        <Form.Item name="password" label={say(words('密码', 'Password'))} rules={[{ required: true, message: say(words('请填写密码', 'Enter your password')) }]}>
          <Input.Password autoComplete="current-password" visibilityToggle={false} autoFocus />
        </Form.Item>
        <Form.Item name="totp" label={say(words('动态口令', 'One-time code'))} rules={[{ required: true, message: say(words('请填写动态口令', 'Enter the one-time code')) }]}>
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={10} onPressEnter={() => form.submit()} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

const titleWords = words('请再次验证身份', 'Prove your identity again');
const whyWords = words('这一步影响他人权益，需要密码和动态口令。已填写的内容不会丢失。', 'This act touches the rights of others: it wants your password and one-time code. Nothing you typed is lost.');
