// The day's snapshots, for as long as the page stands: reconnects for ever, keeps what it has, and asks by plain HTTP where the hub cannot be reached.
import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel } from "@microsoft/signalr";

export type Standing = { proposal: string; support: number; funded: boolean };
export type Paper = { batch: string; number: number; ballot: string };
export type Snapshot = {
  day: string; number: number; step: number; phase: string; live: string; issued: number; ballots: number;
  shownBallots: number; standings: Standing[]; checkpoint: string; result: string; checks: number;
  pots: { pot: string; amount: number }[]; withdrawn: string[];
  papers: Paper[]; disputed: number; votingBegan: boolean;
};

/** What the day's presenter shows: src/Web/Screens/PresentationMessage.cs. */
export type Presentation = {
  day: string; number: number; at: number; deck: "none" | "papers" | "result"; page: number;
  announcement: { texts: { language: string; text: string }[]; lastCall: string; until: number } | null;
  talk: { proposal: string; endsAt: number; seconds: number } | null;
};

const longestWait = 15000;
const askEvery = 5000;

/**
 * Follows a day. `changed` gets each snapshot that is not older than the last, `presented` likewise what the presenter does; `connected` hears whether the service
 * is reached: through the hub, or, where a hall's network lets no hub through, by asking.
 */
export function follow(day: string, changed: (snapshot: Snapshot) => void, presented: (now: Presentation) => void, connected: (on: boolean) => void): void {
  let last: Snapshot | undefined;
  let shown = -1;

  const see = (now: Presentation): void => {
    if (now.number <= shown) return;
    shown = now.number;
    presented(now);
  };

  const take = (snapshot: Snapshot): void => {
    if (last && (snapshot.number < last.number || (snapshot.number === last.number && snapshot.step < last.step))) return;
    last = snapshot;
    changed(snapshot);
  };

  // Five thousand screens that lost one server do not all come back in the same moment.
  const wait = (tries: number): number => Math.min(longestWait, 500 * 2 ** Math.min(tries, 6)) * (0.5 + Math.random());

  const hub = new HubConnectionBuilder()
    .withUrl("/hubs/screens", { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => wait(previousRetryCount) })
    .configureLogging(LogLevel.None)
    .build();

  let through: "hub" | "asking" | null = null;
  const reached = (by: typeof through): void => {
    through = by;
    connected(by !== null);
  };
  const byHub = (): boolean => through === "hub";
  // What is asked may go on answering: the hub that is not reached says nothing of it.
  const lostHub = (): void => {
    if (through !== "asking") reached(null);
  };

  const enter = async (): Promise<void> => {
    await hub.invoke("Follow", day);
    reached("hub");
  };

  const start = async (tries = 0): Promise<void> => {
    try {
      await hub.start();
      await enter();
    } catch {
      lostHub();
      if (hub.state === HubConnectionState.Connected) await hub.stop();
      setTimeout(() => void start(tries + 1), wait(tries));
    }
  };

  hub.on("snapshot", take);
  hub.on("presentation", see);
  hub.onreconnecting(lostHub);
  hub.onreconnected(() => void enter().catch(() => hub.stop()));
  hub.onclose(() => {
    lostHub();
    setTimeout(() => void start(), wait(0));
  });
  void start();

  const askAgain = (): unknown => setTimeout(() => void poll().finally(askAgain), askEvery * (0.5 + Math.random()));
  const poll = async (): Promise<void> => {
    if (byHub()) return;
    const standings = await ask<Snapshot>(`/api/days/${day}/standings`);
    const presentation = await ask<Presentation>(`/api/days/${day}/presentation`);
    // The hub may have been reached meanwhile.
    if (standings) take(standings);
    if (presentation) see(presentation);
    if (!byHub()) reached(standings && presentation ? "asking" : null);
  };
  askAgain();
}

/** What the service answers; null without a network, where what is on the screen stays. */
async function ask<Answer>(address: string): Promise<Answer | null> {
  try {
    const answer = await fetch(address, { headers: { accept: "application/json" }, cache: "no-store" });
    return answer.ok ? ((await answer.json()) as Answer) : null;
  } catch {
    return null;
  }
}
