namespace PbDecisionDay.Grains.Organisations;

/// <summary>
/// When the tries of browsers that a name is not known on are looked at. The first <see cref="FreeTries"/> wrong ones wait for nothing. After them one try is
/// looked at and then none for a while, twice as long each time. Whoever comes meanwhile takes one of <see cref="Places"/> places, and when the time is over
/// one place is drawn. Nobody can hold more than the places there are, nor collect turns for later; a name that nobody has is treated alike. Where all places
/// are taken a newcomer takes one at random, so that whoever comes again at once has about as much of a chance as whoever floods. In memory only.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="draw">A random number from 0 to below the one given.</param>
internal sealed class StrangersTurns(TimeProvider time, Func<int, int> draw)
{
    /// <summary>The wrong tries for a name that wait for nothing.</summary>
    public const int FreeTries = 5;

    /// <summary>How many may wait for a name's next turn.</summary>
    public const int Places = 8;

    /// <summary>The tries beyond the free ones after which <see cref="LatePause"/> begins.</summary>
    public const int ManyTries = 200;

    /// <summary>The longest pause before that. A try waits as long at most, so that whoever comes is there when the next place is drawn.</summary>
    public static readonly TimeSpan LongPause = TimeSpan.FromSeconds(15);

    /// <summary>The pause once so many were wrong that nobody mistypes any more.</summary>
    public static readonly TimeSpan LatePause = TimeSpan.FromMinutes(1);

    /// <summary>How long wrong tries are remembered after the last.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    // A stranger may try any name there is. At four looks a second it takes most of an hour to push a name out.
    private const int MostNames = 10_000;

    private readonly Dictionary<string, Name> names = new(StringComparer.OrdinalIgnoreCase);

    // An organisation that goes to sleep may still answer while the next one is awake.
    private readonly Lock gate = new();

    /// <summary>Takes a place for a try, which may be called at once.</summary>
    public Place Enter(string name)
    {
        lock (gate)
        {
            var known = NameOf(name);
            Draw(known);
            var place = new Place(known);
            known.Waiting.Add(place);
            Draw(known);
            if (known.Waiting.Count > Places) End(known.Waiting[draw(known.Waiting.Count)], PlaceState.Lost);
            return place;
        }
    }

    /// <summary>Draws a place where the pause is over. Each who waits asks for it when it is.</summary>
    public void Draw(Place place)
    {
        lock (gate) Draw(place.Of);
    }

    /// <summary>Gives a place up.</summary>
    public void Leave(Place place)
    {
        lock (gate)
        {
            if (place.State == PlaceState.Waits) End(place, PlaceState.Lost);
        }
    }

    /// <summary>How long it is to the next draw.</summary>
    public TimeSpan Left(Place place) => place.Of.Due - time.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    /// <summary>Takes a try back that was right, or that nobody looked at. The pause goes on.</summary>
    public void TakeBack(string name)
    {
        lock (gate)
        {
            if (names.TryGetValue(name, out var known)) known.Wrong = Math.Max(0, known.Wrong - 1);
        }
    }

    private void Draw(Name known)
    {
        var now = time.GetUtcNow();
        while (known.Waiting.Count > 0 && (known.Wrong < FreeTries || known.Due <= now))
        {
            // Counted before it is looked at, so that many at once are not one.
            known.Wrong++;
            (known.Last, known.Due) = (now, now + PauseAfter(known.Wrong));
            End(known.Waiting[draw(known.Waiting.Count)], PlaceState.Called);
        }
    }

    private static void End(Place place, PlaceState how)
    {
        place.Of.Waiting.Remove(place);
        place.EndAs(how);
    }

    private static TimeSpan PauseAfter(int wrong)
    {
        if (wrong < FreeTries) return TimeSpan.Zero;
        if (wrong >= FreeTries + ManyTries) return LatePause;
        var seconds = Math.Pow(2, Math.Min(wrong - FreeTries + 1, 10));
        return seconds < LongPause.TotalSeconds ? TimeSpan.FromSeconds(seconds) : LongPause;
    }

    private Name NameOf(string name)
    {
        var now = time.GetUtcNow();
        if (names.TryGetValue(name, out var known) && (known.Waiting.Count > 0 || now - known.Last < Remembered)) return known;
        if (names.Count >= MostNames && known is null) names.Remove(names.MinBy(one => one.Value.Last).Key);
        return names[name] = new Name { Last = now };
    }

    /// <summary>What is remembered of a name.</summary>
    internal sealed class Name
    {
        public int Wrong { get; set; }

        public DateTimeOffset Last { get; set; }

        public DateTimeOffset Due { get; set; }

        public List<Place> Waiting { get; } = [];
    }

    /// <summary>A try's place.</summary>
    internal sealed class Place(Name of)
    {
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Name Of => of;

        public PlaceState State { get; private set; }

        /// <summary>Ends when the try was called or has lost its place.</summary>
        public Task Ended => ended.Task;

        public void EndAs(PlaceState how)
        {
            State = how;
            ended.SetResult();
        }
    }

    /// <summary>What became of a place.</summary>
    internal enum PlaceState
    {
        /// <summary>It waits for the draw.</summary>
        Waits,

        /// <summary>Its try is looked at now.</summary>
        Called,

        /// <summary>Somebody else has it.</summary>
        Lost,
    }
}
