package io.gantry.controllers.account;

import io.gantry.api.core.v1.ConfigMapBuilder;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Loop;
import java.util.Map;

/** Keeps the ConfigMap {@code kube-root-ca.crt} in every namespace: pods mount it beside their token. */
public final class RootCertificateLoop {
    private static final String NAME = "kube-root-ca.crt";
    private static final Map<String, String> DESCRIPTION = Map.of(
            "kubernetes.io/description",
            "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as"
                    + " the internal service IP or kubernetes.default.svc. No other usage is guaranteed across"
                    + " distributions of Kubernetes clusters.");

    private RootCertificateLoop() {}

    /** @param pem the certificate authority */
    public static Loop create(Context context, String pem) {
        Map<String, String> data = Map.of("ca.crt", pem);
        return new InEachNamespace<>(
                        context,
                        "root-ca-certificate-publisher-controller",
                        ConfigMapType.KIND,
                        NAME,
                        (namespace, before) -> before == null
                                ? ConfigMapBuilder.of()
                                        .metadata(ObjectMetaBuilder.of()
                                                .namespace(namespace)
                                                .name(NAME)
                                                .annotations(DESCRIPTION)
                                                .build())
                                        .data(data)
                                        .build()
                                : before.data().equals(data)
                                        ? before
                                        : ConfigMapBuilder.of(before).data(data).build())
                .controller;
    }
}
