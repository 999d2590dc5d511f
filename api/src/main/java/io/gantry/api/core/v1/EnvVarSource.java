package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of an environment variable is read from; exactly one member is set.
 *
 * @param fieldRef Field of the pod, such as metadata.name, spec.nodeName or status.podIP.
 * @param resourceFieldRef CPU, memory, ephemeral storage or huge page request or limit of a container.
 * @param configMapKeyRef One value of a ConfigMap, looked up next to the pod.
 * @param secretKeyRef One value of a Secret, looked up next to the pod.
 * @param fileKeyRef Variable of an env file that lies on a volume.
 */
@ApiType
public record EnvVarSource(
        @Field(1) @Nullable ObjectFieldSelector fieldRef,
        @Field(2) @Nullable ResourceFieldSelector resourceFieldRef,
        @Field(3) @Nullable ConfigMapKeySelector configMapKeyRef,
        @Field(4) @Nullable SecretKeySelector secretKeyRef,
        @Field(5) @Nullable FileKeySelector fileKeyRef) {}
