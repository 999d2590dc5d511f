package io.gantry.api.certificates.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Asks a signer for an X.509 certificate. Somebody has to approve it before the signer issues the certificate.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec What is asked for, and by whom. Immutable.
 * @param status Whether it was approved, and the certificate.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@Column(name = "SignerName", path = "spec.signerName", otherwise = "<none>")
@Column(name = "Requestor", path = "spec.username")
@Column(name = "RequestedDuration", cells = "certificateSigningRequest")
@Column(name = "Condition", cells = "certificateSigningRequest")
@ApiKind(
        group = "certificates.k8s.io",
        version = "v1",
        plural = "certificatesigningrequests",
        singular = "certificatesigningrequest",
        shortNames = "csr",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = {
            "approval|certificates.k8s.io/v1/CertificateSigningRequest|get,patch,update",
            "status|certificates.k8s.io/v1/CertificateSigningRequest|get,patch,update"
        })
public record CertificateSigningRequest(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) CertificateSigningRequestSpec spec,
        @Field(value = 3, always = true) CertificateSigningRequestStatus status)
        implements KubeObject {
    @Override
    public Kind<CertificateSigningRequest> kind() {
        return CertificateSigningRequestType.KIND;
    }

    @Override
    public CertificateSigningRequest withMetadata(ObjectMeta metadata) {
        return new CertificateSigningRequest(metadata, spec, status);
    }
}
