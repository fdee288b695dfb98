namespace ReviewPortal.Mail;

/// <summary>A clock that stands until it is moved.</summary>
sealed class Clock(DateTimeOffset now) : TimeProvider
{
    long ticks = now.UtcTicks;

    /// <summary>Ten in the morning in Japan.</summary>
    public static Clock AtTen(int year, int month, int day) => new(new(year, month, day, 1, 0, 0, TimeSpan.Zero));

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Move(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    public void MoveDays(double days) => Move(TimeSpan.FromDays(days));
}
