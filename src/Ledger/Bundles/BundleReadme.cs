using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Ledger.Bundles;

/// <summary>
/// The <c>README.txt</c> of a day's bundles: what each file is, and how to check the most important things with tools
/// that are on every Linux machine and Mac. Lines that begin with four spaces are commands, which the tests run.
/// </summary>
public static class BundleReadme
{
    /// <summary>The text in <c>public.zip</c>.</summary>
    /// <param name="origin">The log's name.</param>
    /// <param name="witnessing">Whether anyone outside was named to countersign the log.</param>
    /// <exception cref="ArgumentException">The origin cannot name a log.</exception>
    public static string Public(string origin, LogWitnessing witnessing = LogWitnessing.Unsaid) => $$"""
        {{LogOrigin.Required(origin)}}

        This is everything that a stranger needs to check this decision day: the public
        log of what happened, and, once the result is declared, the ballots and the
        result. It names nobody, and no ballot in it can be tied to a card.

        The quick way is the tool pbdd, which needs nothing but this file:

          pbdd verify public.zip

        It says of every check whether it holds. The rest of this text is for those who
        would rather look for themselves. Commands begin with four spaces and are typed
        in the folder in which this file was unpacked.


        WHAT IS HERE

        keys.txt          the public key that signs this log; below it those of other logs
        log/checkpoint    the last signed checkpoint: name, number of entries, root hash
        log/tile/entries  the log: who may vote, when the day opened, every sealed ballot
        log/tile/0 ...    the hashes that tie every entry to the root (C2SP tlog-tiles)
        checkpoints.txt   every checkpoint that was ever shown
        manifests/        the numbers of the printed cards, a file for each batch
        pages/            hashes of the scripts and styles that voters were served
        rules.json        the rules, fixed when the day opened
        paper.json        the ballot paper: what could be voted for, and the money
        issued.txt        the numbers of the cards made usable (from the close on)
        logs/NAME/        log/ and issued.txt of a place with a log of its own, once joined
        result.json       the result, with every step that led to it (at the end)
        ballots.pb        all ballots that count, sorted, in Pabulib's format (at the end)
        pots/             the same for each pot, where there are several (at the end)
        mix/              the proof that these ballots are the sealed ones (at the end)

        A day may have several logs. This one names each other with an entry "log", takes it
        in with "join", or leaves it out for good with "missing", which says why. Nothing of
        a log that was left out is here, and its ballots do not count: pbdd verify names it
        first. Whoever accepts that says so with --without and its name.

        Where fewer than {{MixEntry.LeastBallots}} ballots count there is no ballots.pb and no mix: so few could
        be recognised. An appointed auditor then checks the day with the openings.


        THE KEY

        This prints the key's fingerprint. It must be the one printed on the outside of
        every card; a card that somebody kept will do.

            head -n 1 keys.txt | cut -d+ -f3- | base64 -d | tail -c +2 > key.der
            openssl dgst -sha256 -binary key.der | base64


        THE SIGNATURE UNDER THE LOG

        This says "Verified OK". The same works for any checkpoint that you kept.

            openssl pkey -pubin -inform DER -in key.der -out key.pem
            head -n 3 log/checkpoint > text
            name=$(head -n 1 keys.txt | cut -d+ -f1)
            grep -F -- "— $name " log/checkpoint | head -n 1 | cut -d' ' -f3 |
              base64 -d | tail -c +5 > signature
            openssl dgst -sha256 -verify key.pem -signature signature text

        {{Sentence(witnessing)}}
        THE RULES AND THE PAPER

        The two hashes printed first must stand in the entry that is printed after them:
        then nobody changed the rules after the day opened.

            openssl dgst -sha256 -binary rules.json | base64
            openssl dgst -sha256 -binary paper.json | base64
            grep -rahA 2 'pbdd/1 open$' log/tile/entries


        YOUR OWN RECEIPT

        The third line of a receipt says where the entry stands and what its hash is:
        "<index> <hash>". Put your index in place of 0; this prints the hash that the log
        has there.

            index=0
            tile=$(printf '%03d' $((index / 256)))
            cat $(find log/tile/0 -path "log/tile/0/$tile*" -type f) |
              tail -c +$((index % 256 * 32 + 1)) | head -c 32 | base64

        The second line names the log. Where it ends in /NAME, look in logs/NAME/log instead
        of log; where that is not here, NAME was left out, or is not joined yet.

        (From entry 256,000 on the name of the tile has another form: x001/000 and so on.)


        THE OTHER LOGS

        What this log says of each: its name and its key's fingerprint; the size and root of
        its last checkpoint, which logs/NAME/log/checkpoint shows too; or why it is missing,
        and how many cards in its envelope were exchanged for paper.

            grep -rahE -A 3 'pbdd/1 (log|join|missing)$' log/tile/entries ||
              echo 'no other log'


        HOW MANY CAST

        Casts, cards exchanged for paper, and paper ballots. A card that cast twice counts
        once, with its last ballot. Those of another log are counted the same way, in
        logs/NAME/log/tile/entries; paper ballots stand here alone.

            grep -rahc 'pbdd/1 cast$' log/tile/entries | awk '{ n += $1 } END { print n }'
            grep -rahc 'pbdd/1 surrender$' log/tile/entries | awk '{ n += $1 } END { print n }'
            grep -rahc 'pbdd/1 paper$' log/tile/entries | awk '{ n += $1 } END { print n }'


        THE RESULT (at the end)

        Hash, and the entry in which it must stand.

            openssl dgst -sha256 -binary result.json | base64
            grep -rahA 1 'pbdd/1 result$' log/tile/entries


        THE BALLOTS AND THE MIX (at the end, where {{MixEntry.LeastBallots}} or more count)

        How many ballots there are; how often each project was chosen, most first:

            sed '1,/^VOTES$/d' ballots.pb | tail -n +2 | wc -l
            sed '1,/^VOTES$/d' ballots.pb | tail -n +2 | cut -d';' -f2 |
              tr ',' '\n' | grep . | sort | uniq -c | sort -rn

        The hash of the ballots, which was in the log before the dice were rolled:

            openssl dgst -sha256 -binary ballots.pb | base64
            grep -rahA 1 'pbdd/1 mix$' log/tile/entries

        The dice as they were read, for whoever saw them:

            grep -rahA 1 'pbdd/1 lots$' log/tile/entries

        The files of the mix, each with the hash that was put in the log:

            sha256sum -c mix/proof.txt
            openssl dgst -sha256 -binary mix/proof.txt | base64
            grep -rahA 1 'pbdd/1 proof$' log/tile/entries

        What the mix proves, and how, is in docs/formats/mix.md of the program's source,
        beside a page for each of these files.

        """;

    private static string Sentence(LogWitnessing witnessing) => witnessing switch
    {
        LogWitnessing.Unsaid => "",
        LogWitnessing.Nobody => """

            NOBODY OUTSIDE WITNESSED THIS LOG

            Two people opened this day without an outside witness. Only the checkpoints that
            people kept themselves show that the log was not written anew.


            """,
        LogWitnessing.Named => """

            THE WITNESSES

            Those whom rules.json names under "witnesses" watched this log from outside. Their
            lines stand in checkpoints.txt below the log's own, under what they countersigned.
            With a key that its owner gave you:

              pbdd verify public.zip --witness KEY


            """,
    };

    /// <summary>The text in <c>auditor.zip</c>.</summary>
    /// <param name="origin">The log's name.</param>
    /// <exception cref="ArgumentException">The origin cannot name a log.</exception>
    public static string Auditor(string origin) => $$"""
        {{LogOrigin.Required(origin)}}

        CONFIDENTIAL. This file opens every sealed ballot of this day. It is for the
        appointed auditor alone. Whoever has it, and saw somebody cast, could learn how
        they voted. Keep it on one machine, give it to nobody, and destroy it when the
        audit is done.

        openings.txt has a line for every ballot that was sealed, counted or not, in the
        order of the log: the entry's index, the nonce, and the ballot. Of a place with a log
        of its own that was joined there is logs/NAME/openings.txt, of the same form.

        The quick way to check it is the tool pbdd, with the day's public file beside it:

          pbdd verify public.zip --openings auditor.zip

        By hand, this opens the first of them. It prints the entry's index and its seal,
        which must be the seal of that entry in the public log. Commands begin with four
        spaces and are typed in the folder in which this file was unpacked; put the
        number of another line in place of 1.

            line=1
            set -- $(sed -n "${line}p" openings.txt)
            index=$1; nonce=$2; shift 2; ballot="$*"
            key=$(printf %s "$nonce" | base64 -d | od -An -v -tx1 | tr -d ' \n')
            openssl kdf -keylen 640 -kdfopt digest:SHA256 -kdfopt mode:EXPAND_ONLY \
              -kdfopt hexkey:$key -kdfopt info:'pbdd/1 mix' -binary -out shares HKDF
            printf 'pbdd/1 seal\n' > sealed
            for k in $(seq 0 19); do
              { printf 'pbdd/1 in\n'; tail -c +$((32 * k + 17)) shares | head -c 16
                printf %s "$ballot"; } | openssl dgst -sha256 -binary > inner
              { printf 'pbdd/1 out\n'; tail -c +$((32 * k + 1)) shares | head -c 16
                cat inner; } | openssl dgst -sha256 -binary >> sealed
            done
            echo "$index $(openssl dgst -sha256 -binary sealed | base64)"

        (openssl 3 or later.)

        """;
}
