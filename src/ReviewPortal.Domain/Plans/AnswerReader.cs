using System.Reflection;
using System.Runtime.CompilerServices;

namespace ReviewPortal.Domain.Plans;

/// <summary>Takes one answer out of a record without boxing it, and puts one in.</summary>
abstract class AnswerReader
{
    public static AnswerReader Of(PlanQuestion question)
    {
        var record = question.Property!.DeclaringType!;
        var property = question.Property;
        return question.Kind switch
        {
            AnswerKind.Choices => Made(typeof(ChoicesReader<,>), record, question.Type, property),
            AnswerKind.Text or AnswerKind.Group or AnswerKind.List => Made(
                typeof(ObjectReader<,>),
                record,
                question.Property.PropertyType,
                property
            ),
            _ => Made(typeof(ValueReader<,>), record, question.Type, property),
        };
    }

    /// <summary>The answer as a number (choices as bits), or <see cref="AnswerSheet.Missing"/>; not for texts, groups and lists.</summary>
    public virtual int Number(object record) => throw new InvalidOperationException();

    /// <summary>The text, the group's record or the list of entries; null when it is missing.</summary>
    public virtual object? Object(object record) => throw new InvalidOperationException();

    /// <summary>Puts the answer in.</summary>
    public abstract void Put(object record, object answer);

    /// <summary>The number by which a single answer stands in a row.</summary>
    public static int NumberOf(object answer) =>
        answer switch
        {
            bool yes => yes ? 1 : 0,
            DateOnly day => day.DayNumber,
            int number => number,
            Enum choice => Convert.ToInt32(choice, System.Globalization.CultureInfo.InvariantCulture),
            object[] chosen => chosen.Aggregate(0, (bits, value) => bits | (1 << NumberOf(value))),
            _ => throw new InvalidOperationException($"{answer.GetType().Name} has no number."),
        };

    static AnswerReader Made(Type reader, Type record, Type answer, PropertyInfo property) =>
        (AnswerReader)Activator.CreateInstance(reader.MakeGenericType(record, answer), property)!;

    sealed class ValueReader<TRecord, T>(PropertyInfo property) : AnswerReader
        where T : struct
    {
        readonly Func<TRecord, T?> get = property.GetMethod!.CreateDelegate<Func<TRecord, T?>>();

        readonly Action<TRecord, T?> set = property.SetMethod!.CreateDelegate<Action<TRecord, T?>>();

        public override void Put(object record, object answer) => set((TRecord)record, (T)answer);

        public override int Number(object record) =>
            get((TRecord)record) is not { } value ? AnswerSheet.Missing
            : typeof(T) == typeof(bool) ? (Unsafe.BitCast<T, byte>(value) == 0 ? 0 : 1)
            : typeof(T) == typeof(DateOnly) ? Unsafe.BitCast<T, DateOnly>(value).DayNumber
            : Unsafe.BitCast<T, int>(value);
    }

    sealed class ChoicesReader<TRecord, T>(PropertyInfo property) : AnswerReader
        where T : struct, Enum
    {
        readonly Func<TRecord, IReadOnlyList<T>?> get = property.GetMethod!.CreateDelegate<Func<TRecord, IReadOnlyList<T>?>>();

        readonly Action<TRecord, IReadOnlyList<T>?> set = property.SetMethod!.CreateDelegate<Action<TRecord, IReadOnlyList<T>?>>();

        public override void Put(object record, object answer) => set((TRecord)record, (IReadOnlyList<T>)answer);

        public override int Number(object record)
        {
            if (get((TRecord)record) is not { } chosen)
            {
                return AnswerSheet.Missing;
            }

            var bits = 0;
            for (var i = 0; i < chosen.Count; i++)
            {
                bits |= 1 << Unsafe.BitCast<T, int>(chosen[i]);
            }

            return bits;
        }
    }

    sealed class ObjectReader<TRecord, T>(PropertyInfo property) : AnswerReader
        where T : class
    {
        readonly Func<TRecord, T?> get = property.GetMethod!.CreateDelegate<Func<TRecord, T?>>();

        readonly Action<TRecord, T?> set = property.SetMethod!.CreateDelegate<Action<TRecord, T?>>();

        public override void Put(object record, object answer) => set((TRecord)record, (T)answer);

        public override object? Object(object record) => get((TRecord)record);
    }
}
