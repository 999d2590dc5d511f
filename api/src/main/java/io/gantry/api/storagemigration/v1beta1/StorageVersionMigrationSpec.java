package io.gantry.api.storagemigration.v1beta1;

import io.gantry.api.meta.v1.GroupResource;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code StorageVersionMigrationSpec} of {@code storagemigration.k8s.io/v1beta1}. */
@ApiType
public record StorageVersionMigrationSpec(
        @Field(value = 1, required = true, always = true) GroupResource resource) {}
