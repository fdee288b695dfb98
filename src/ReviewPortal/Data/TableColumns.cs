using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ReviewPortal.Data;

/// <summary>
/// What is written of one entity into the columns of its table, as the model says, so that a row is the same as one that was saved. Reading
/// values asks no database: it can be done on another thread than the writing.
/// </summary>
sealed class TableColumns<T>
    where T : class
{
    /// <summary>One column of the table.</summary>
    /// <param name="Read">The value of the row, or of its owner, as the model has it.</param>
    /// <param name="IsKey">Part of the primary key.</param>
    public sealed record Column(string Name, RelationalTypeMapping Mapping, bool IsKey, Func<T, object?, object?> Read);

    readonly List<Column> columns = [];

    public TableColumns(IModel model)
    {
        var type = model.FindEntityType(typeof(T))!;
        (Name, Schema) = (type.GetTableName()!, type.GetSchema());
        Collect(type, row => row);
    }

    public string Name { get; }
    public string? Schema { get; }
    public IReadOnlyList<Column> Columns => columns;

    /// <summary>One value for each column, as the database takes it.</summary>
    /// <param name="row">The entity.</param>
    /// <param name="owner">The value of a key that the row does not carry itself: of the application that it belongs to.</param>
    public object[] Values(T row, object? owner = null)
    {
        var values = new object[columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = columns[i].Read(row, owner);
            values[i] = value is null ? DBNull.Value : columns[i].Mapping.Converter?.ConvertToProvider(value) ?? value;
        }

        return values;
    }

    // An owned record stands in columns of its owner's table.
    void Collect(IEntityType type, Func<T, object?> self)
    {
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        foreach (var property in type.GetProperties().Where(property => !(type.IsOwned() && property.IsPrimaryKey())))
        {
            var getter = property.IsShadowProperty() ? null : property.GetGetter();
            columns.Add(
                new(
                    property.GetColumnName(table)!,
                    property.GetRelationalTypeMapping(),
                    property.IsPrimaryKey(),
                    getter is null ? (_, owner) => owner : (row, _) => self(row) is { } found ? getter.GetClrValue(found) : null
                )
            );
        }

        foreach (var owned in type.GetNavigations().Where(navigation => navigation.TargetEntityType.IsOwned()))
        {
            var getter = owned.GetGetter();
            Collect(owned.TargetEntityType, row => self(row) is { } found ? getter.GetClrValue(found) : null);
        }
    }
}
