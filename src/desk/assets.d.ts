/** Stylesheets are taken in by the build; the code only names them. */
declare module '*.css';
