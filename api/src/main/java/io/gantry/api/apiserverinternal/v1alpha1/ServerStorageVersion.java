package io.gantry.api.apiserverinternal.v1alpha1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Which versions of a resource one API server reads and writes.
 *
 * @param apiServerID Identifies the API server that reports.
 * @param encodingVersion Version in which this server stores objects.
 * @param decodableVersions Versions that this server can read from the store, encodingVersion among them.
 * @param servedVersions Versions that this server offers to clients; all of them are decodable too.
 */
@ApiType
public record ServerStorageVersion(
        @Field(value = 1, required = true) String apiServerID,
        @Field(value = 2, required = true) String encodingVersion,

        @Field(value = 3, required = true, listType = ListType.SET)
        List<String> decodableVersions,

        @Field(value = 4, listType = ListType.SET) List<String> servedVersions) {
    public ServerStorageVersion {
        decodableVersions = Immutable.list(decodableVersions);
        servedVersions = Immutable.list(servedVersions);
    }
}
