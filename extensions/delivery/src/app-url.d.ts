/** Put in when the extension is bundled: the app's own address, without a slash at the end. */
declare const process: { env: { APP_URL: string } };
