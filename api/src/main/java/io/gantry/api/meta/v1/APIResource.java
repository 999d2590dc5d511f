package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource that the server has in a group and version.
 *
 * @param name Name in URLs: the plural, or plural/subresource.
 * @param namespaced Whether its objects live in namespaces.
 * @param kind Kind of its objects.
 * @param verbs What can be done with it: create, update, patch, delete, deletecollection, get, list, watch or proxy.
 * @param shortNames Abbreviations for the command line.
 * @param singularName Name for a single object, for messages and the command line.
 * @param categories Groups of resources it belongs to on the command line, such as all.
 * @param group Group of its kind, where that is not the group of the list, as for the subresource scale.
 * @param version Version of its kind, where that is not the version of the list.
 * @param storageVersionHash Stands for the version that objects are stored in; only good for comparing for equality.
 */
@ApiType
public record APIResource(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true) boolean namespaced,
        @Field(value = 3, required = true) String kind,
        @Field(value = 4, wrapped = true, required = true) List<String> verbs,
        @Field(value = 5, listType = ListType.ATOMIC) List<String> shortNames,
        @Field(value = 6, required = true) String singularName,
        @Field(value = 7, listType = ListType.ATOMIC) List<String> categories,
        @Field(8) @Nullable String group,
        @Field(9) @Nullable String version,
        @Field(10) @Nullable String storageVersionHash) {
    public APIResource {
        verbs = Immutable.list(verbs);
        shortNames = Immutable.list(shortNames);
        categories = Immutable.list(categories);
    }
}
