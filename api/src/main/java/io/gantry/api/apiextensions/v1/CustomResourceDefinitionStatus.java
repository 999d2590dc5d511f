package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the system made of a CustomResourceDefinition.
 *
 * @param conditions Present observations, one entry for each type.
 * @param acceptedNames Names in use now. They differ from the wanted ones while those clash with another resource.
 * @param storedVersions Versions in which objects may lie in the store. After all objects were rewritten, old ones can
 *     be struck off here and then removed from the spec.
 * @param observedGeneration Generation of the spec that this status is about.
 */
@ApiType
public record CustomResourceDefinitionStatus(
        @Field(value = 1, listType = ListType.MAP, mapKeys = "type", sharing = Sharing.EACH)
        List<CustomResourceDefinitionCondition> conditions,

        @Field(value = 2, always = true) CustomResourceDefinitionNames acceptedNames,
        @Field(value = 3, listType = ListType.ATOMIC) List<String> storedVersions,
        @Field(4) @Nullable Long observedGeneration) {
    public CustomResourceDefinitionStatus {
        conditions = Immutable.list(conditions);
        storedVersions = Immutable.list(storedVersions);
    }
}
