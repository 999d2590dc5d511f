package io.gantry.api.apiserverinternal.v1alpha1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the API servers reported about a resource.
 *
 * @param storageVersions One report for each API server.
 * @param commonEncodingVersion Version in which all servers store objects. Empty while they differ.
 * @param conditions Present observations, one entry for each type.
 */
@ApiType
public record StorageVersionStatus(
        @Field(value = 1, listType = ListType.MAP, mapKeys = "apiServerID")
        List<ServerStorageVersion> storageVersions,

        @Field(2) @Nullable String commonEncodingVersion,

        @Field(value = 3, listType = ListType.MAP, mapKeys = "type", sharing = Sharing.EACH)
        List<StorageVersionCondition> conditions) {
    public StorageVersionStatus {
        storageVersions = Immutable.list(storageVersions);
        conditions = Immutable.list(conditions);
    }
}
