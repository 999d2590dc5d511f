package io.gantry.api.storagemigration.v1beta1;

import io.gantry.api.meta.v1.GroupResource;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * What is rewritten.
 *
 * @param resource The resource by group and plural. Immutable.
 */
@ApiType
public record StorageVersionMigrationSpec(
        @Field(value = 1, required = true, always = true) GroupResource resource) {}
