import type { PoolConfig } from 'pg';
import { never, type Refusal } from '../outcome.ts';
import { type Text, words } from '../text.ts';

/** A PostgreSQL that the application may use: its own (embedded) or one that somebody else runs (outside). */
export interface PostgresServer {
  readonly kind: 'embedded' | 'outside';
  /** The application's own role: never a superuser, so that row-level security binds it as it will in production. */
  readonly connection: PoolConfig;
  describe(): Text;
  /** Leaves a clean shutdown behind; harmless when called twice. */
  stop(): Promise<void>;
}

/** Each reason why a database or its folder cannot be used. */
export type DatabaseRefusal = Refusal &
  (
    | { readonly kind: 'folder-is-no-folder'; readonly path: string }
    | { readonly kind: 'folder-is-foreign'; readonly path: string; readonly found: string }
    | { readonly kind: 'folder-not-writable'; readonly path: string; readonly why: string }
    | { readonly kind: 'folder-of-another-version'; readonly path: string; readonly found: string; readonly wanted: string }
    | { readonly kind: 'folder-in-use'; readonly path: string }
    | { readonly kind: 'binaries-missing'; readonly wanted: string }
    | { readonly kind: 'no-ordinary-user' }
    | { readonly kind: 'server-did-not-start'; readonly log: string }
    | { readonly kind: 'password-lost'; readonly path: string }
    | { readonly kind: 'url-unreadable'; readonly why: string }
    | { readonly kind: 'server-unreachable'; readonly server: string; readonly why: string }
    | { readonly kind: 'login-refused'; readonly server: string; readonly user: string }
    | { readonly kind: 'no-such-database'; readonly server: string; readonly database: string }
    | { readonly kind: 'server-too-old'; readonly found: string }
    | { readonly kind: 'role-is-superuser'; readonly user: string }
    | { readonly kind: 'role-may-not-create-roles'; readonly user: string }
    | { readonly kind: 'encoding-is-not-utf8'; readonly found: string }
    | { readonly kind: 'server-may-lose-writes'; readonly setting: string }
    | { readonly kind: 'connection-is-open'; readonly server: string }
  );

export function refusalWords(refusal: DatabaseRefusal): Text {
  switch (refusal.kind) {
    case 'folder-is-no-folder':
      return words(`数据文件夹 ${refusal.path} 不是文件夹。`, `The data folder ${refusal.path} is not a folder.`);
    case 'folder-is-foreign':
      return words(
        `数据文件夹 ${refusal.path} 里有不属于一次办的内容(${refusal.found}),不会覆盖。请用 ONEVISIT_DATA 指定一个空文件夹。`,
        `The data folder ${refusal.path} holds something that is not OneVisit's (${refusal.found}) and will not be replaced. Name an empty folder in ONEVISIT_DATA.`,
      );
    case 'folder-not-writable':
      return words(`无法写入数据文件夹 ${refusal.path}(${refusal.why})。`, `The data folder ${refusal.path} cannot be written (${refusal.why}).`);
    case 'folder-of-another-version':
      return words(
        `数据文件夹 ${refusal.path} 的版本是 ${refusal.found},本程序使用 ${refusal.wanted}。请用旧版本备份,再恢复到新文件夹。`,
        `The data folder ${refusal.path} is of version ${refusal.found}; this program uses ${refusal.wanted}. Back it up with the older program and restore it into a new folder.`,
      );
    case 'folder-in-use':
      return words(
        `另一个一次办进程正在使用数据文件夹 ${refusal.path}。请先停止它,或用 ONEVISIT_DATA 指定另一个文件夹。`,
        `Another OneVisit process is using the data folder ${refusal.path}. Stop it first, or name another folder in ONEVISIT_DATA.`,
      );
    case 'binaries-missing':
      return words(
        `缺少内置数据库程序(${refusal.wanted})。请重新安装,或用 DATABASE_URL 指定外部 PostgreSQL。`,
        `The embedded database's programs are missing (${refusal.wanted}). Install again, or name an outside PostgreSQL in DATABASE_URL.`,
      );
    case 'no-ordinary-user':
      return words(
        'PostgreSQL 不能以 root 身份运行,而本机既不允许 unshare,也没有可用的普通用户。请以普通用户启动,或设置 DATABASE_URL。',
        'PostgreSQL does not run as root, and here neither unshare is allowed nor an ordinary user to be found. Start as an ordinary user, or set DATABASE_URL.',
      );
    case 'server-did-not-start':
      return words(`内置数据库未能启动。数据库日志的最后部分:\n${refusal.log}`, `The embedded database did not start. The end of its log:\n${refusal.log}`);
    case 'password-lost':
      return words(
        `数据文件夹中的数据库密码文件 ${refusal.path} 缺失或不符。请从备份中恢复该文件。`,
        `The password file ${refusal.path} of the embedded database is missing or does not fit. Restore that file from a backup.`,
      );
    default:
      return outsideWords(refusal);
  }
}

type OutsideRefusal = Exclude<
  DatabaseRefusal,
  { kind: `folder-${string}` | 'binaries-missing' | 'no-ordinary-user' | 'server-did-not-start' | 'password-lost' }
>;

function outsideWords(refusal: OutsideRefusal): Text {
  switch (refusal.kind) {
    case 'url-unreadable':
      return words(
        `DATABASE_URL 无法识别(${refusal.why})。格式:postgresql://用户:密码@主机:5432/数据库`,
        `DATABASE_URL cannot be read (${refusal.why}). Its form: postgresql://user:password@host:5432/database`,
      );
    case 'server-unreachable':
      return words(`无法连接数据库服务器 ${refusal.server}(${refusal.why})。`, `The database server ${refusal.server} cannot be reached (${refusal.why}).`);
    case 'login-refused':
      return words(
        `数据库服务器 ${refusal.server} 拒绝了用户 ${refusal.user} 的登录(用户名、密码或 pg_hba.conf)。`,
        `The database server ${refusal.server} refused the login of ${refusal.user} (name, password or pg_hba.conf).`,
      );
    case 'no-such-database':
      return words(`${refusal.server} 上没有数据库 ${refusal.database}。`, `There is no database ${refusal.database} on ${refusal.server}.`);
    case 'server-too-old':
      return words(`PostgreSQL ${refusal.found} 太旧,需要 15 或更新版本。`, `PostgreSQL ${refusal.found} is too old; 15 or newer is needed.`);
    case 'role-is-superuser':
      return words(
        `DATABASE_URL 中的用户 ${refusal.user} 是超级用户或有 BYPASSRLS,会绕过行级权限,生产模式不允许。`,
        `The role ${refusal.user} in DATABASE_URL is a superuser or has BYPASSRLS and would pass by row-level security; production mode refuses it.`,
      );
    case 'role-may-not-create-roles':
      return words(
        `用户 ${refusal.user} 没有 CREATEROLE 权限。请执行:alter role "${refusal.user}" createrole`,
        `The role ${refusal.user} lacks CREATEROLE. Run: alter role "${refusal.user}" createrole`,
      );
    case 'encoding-is-not-utf8':
      return words(`数据库编码是 ${refusal.found},需要 UTF8。`, `The database's encoding is ${refusal.found}; UTF8 is needed.`);
    case 'server-may-lose-writes':
      return words(
        `数据库服务器设置 ${refusal.setting},断电会丢失已确认的写入,生产模式不允许。`,
        `The database server runs with ${refusal.setting}: acknowledged writes would be lost with the power. Production mode refuses it.`,
      );
    case 'connection-is-open':
      return words(
        `到数据库服务器 ${refusal.server} 的连接没有加密或不核对证书。请在 DATABASE_URL 中加 sslmode=verify-full。`,
        `The connection to the database server ${refusal.server} is not encrypted or does not check its certificate. Add sslmode=verify-full to DATABASE_URL.`,
      );
    default:
      return never(refusal);
  }
}
