using AgriMarket.Domain.Common;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgriMarket.Platform.Storage.Texts;

/// <summary>Columns of what people type.</summary>
public static class TextColumns
{
    /// <summary>
    /// Holds so many characters as people count them, which are more code points, by which a database counts; see
    /// <see cref="Characters.Points"/>.
    /// </summary>
    public static PropertyBuilder<string> HasMaxCharacters(this PropertyBuilder<string> property, int characters) =>
        property.HasMaxLength(Characters.Points(characters));

    /// <inheritdoc cref="HasMaxCharacters(PropertyBuilder{string}, int)"/>
    public static ComplexTypePropertyBuilder<string> HasMaxCharacters(this ComplexTypePropertyBuilder<string> property, int characters) =>
        property.HasMaxLength(Characters.Points(characters));
}
