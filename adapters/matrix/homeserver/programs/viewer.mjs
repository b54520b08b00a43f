// A strict person on a homeserver, with matrix-js-sdk: cross-signed, and reading only what signed devices wrote.
//
//   node viewer.mjs URL USER PASSWORD SDK    SDK is the folder of matrix-js-sdk
//
// Says `{"ready": device}` when it has looked around, and then for each message that it reads
// `{"read": event, "room": …, "shield": 0, "signed": true, …}`, or `{"refused": event, "why": …}` for one that it does not
// want to read. It joins what it is invited to, and ends when its input does.

import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

// matrix-js-sdk takes this for granted; Node.js 20 does not have it yet.
Promise.withResolvers ??= function () {
    const made = {};
    made.promise = new this((resolve, reject) => Object.assign(made, { resolve, reject }));
    return made;
};

const [url, user, password, folder] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(path.join(folder, file)).href);
const sdk = await load("lib/index.js");
const { OnlySignedDevicesIsolationMode } = await load("lib/crypto-api/index.js");
const { logger } = await load("lib/logger.js");
logger.setLevel?.("silent");
for (const name of ["log", "info", "debug", "warn", "trace"]) console[name] = () => {};

const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function login() {
    const guest = sdk.createClient({ baseUrl: url });
    const identifier = { type: "m.id.user", user };
    const session = await guest.loginRequest({ type: "m.login.password", identifier, password });
    return sdk.createClient({
        baseUrl: url,
        userId: session.user_id,
        deviceId: session.device_id,
        accessToken: session.access_token,
    });
}

async function signOurselves(client) {
    await client.initRustCrypto({ useIndexedDB: false });
    const crypto = client.getCrypto();
    crypto.setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());
    const identifier = { type: "m.id.user", user };
    await crypto.bootstrapCrossSigning({
        authUploadDeviceSigningKeys: (ask) => ask({ type: "m.login.password", identifier, password }),
    });
    return crypto;
}

async function look(client, crypto, event) {
    if (event.isState() || event.getSender() === client.getUserId() || event.isRedacted()) return;
    const about = { room: event.getRoomId(), by: event.getSender() };
    if (event.isDecryptionFailure()) {
        tell({ refused: event.getId(), why: String(event.decryptionFailureReason), ...about });
        return;
    }
    if (event.getType() !== "m.room.message") return;
    const found = await crypto.getEncryptionInfoForEvent(event);
    const wire = event.getWireContent();
    const device = (await crypto.getUserDeviceInfo([event.getSender()])).get(event.getSender());
    const key = event.getSenderKey();
    const writer = [...(device?.values() ?? [])].find((one) => one.getIdentityKey() === key);
    const standing =
        writer && (await crypto.getDeviceVerificationStatus(event.getSender(), writer.deviceId));
    tell({
        read: event.getId(),
        ...about,
        encrypted: event.isEncrypted() && typeof wire.ciphertext === "string",
        shield: found?.shieldColour ?? null,
        reason: found?.shieldReason ?? null,
        signed: standing?.signedByOwner ?? false,
        words: event.getContent().body ?? "",
    });
}

const client = await login();
const crypto = await signOurselves(client);
client.on("Room.myMembership", (room, membership) => {
    if (membership === "invite") client.joinRoom(room.roomId);
});
client.on("Event.decrypted", (event) => look(client, crypto, event));
client.on("Room.timeline", (event) => {
    if (!event.isEncrypted()) look(client, crypto, event);
});
const prepared = new Promise((done) => {
    client.on("sync", (state) => state === "PREPARED" && done());
});
await client.startClient({ initialSyncLimit: 100 });
await prepared;
tell({ ready: client.getDeviceId() });
process.stdin.on("end", () => process.exit(0));
process.stdin.resume();
