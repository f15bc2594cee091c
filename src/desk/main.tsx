import './desk.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import chinese from 'antd/locale/zh_CN';
import english from 'antd/locale/en_US';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { languageOf, LocaleProvider } from './locale.tsx';
import { router } from './routes.tsx';
import { SessionProvider } from './session.tsx';
import { signStyles } from './style-nonce.ts';
import { surroundingsOf } from './surroundings.ts';
import { themeFor } from './theme.ts';

const surroundings = surroundingsOf(document);
signStyles(document, surroundings.nonce);
document.documentElement.lang = languageOf(surroundings.locale);

// Another hand may have changed a case while this window lay in the background: it is asked again on return.
const client = new QueryClient({ defaultOptions: { queries: { staleTime: 5_000, retry: false }, mutations: { retry: false } } });

createRoot(document.getElementById('desk') as HTMLElement).render(
  <StrictMode>
    <ConfigProvider csp={{ nonce: surroundings.nonce }} locale={surroundings.locale === 'zh' ? chinese : english} theme={themeFor(surroundings.large)} wave={{ disabled: true }} button={{ autoInsertSpace: false }}>
      <App component={false}>
        <LocaleProvider locale={surroundings.locale}>
          <QueryClientProvider client={client}>
            <SessionProvider>
              <RouterProvider router={router} />
            </SessionProvider>
          </QueryClientProvider>
        </LocaleProvider>
      </App>
    </ConfigProvider>
  </StrictMode>,
);
