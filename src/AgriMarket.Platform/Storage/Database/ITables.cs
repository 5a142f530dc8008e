using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Storage.Database;

/// <summary>How a capability's rows are stored. Every implementation in the program is applied to the model.</summary>
public interface ITables
{
    void Map(ModelBuilder model);
}
