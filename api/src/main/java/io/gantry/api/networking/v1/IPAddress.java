package io.gantry.api.networking.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Records that a Service or other object holds an IP address. The object is named after the address in its canonical
 * form.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The object that holds the address.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "ParentRef", cells = "ipAddress")
@ApiKind(
        group = "networking.k8s.io",
        version = "v1",
        plural = "ipaddresses",
        singular = "ipaddress",
        shortNames = "ip",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record IPAddress(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) IPAddressSpec spec)
        implements KubeObject {
    @Override
    public Kind<IPAddress> kind() {
        return IPAddressType.KIND;
    }

    @Override
    public IPAddress withMetadata(ObjectMeta metadata) {
        return new IPAddress(metadata, spec);
    }
}
