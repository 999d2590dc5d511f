package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code GroupSubject} of {@code flowcontrol.apiserver.k8s.io/v1}. */
@ApiType
public record GroupSubject(
        @Field(value = 1, required = true) String name) {}
