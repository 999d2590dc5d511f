package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import io.gantry.api.networking.v1.Ingress;
import io.gantry.api.networking.v1.IngressClass;
import io.gantry.api.networking.v1.IngressClassType;
import io.gantry.api.networking.v1.IngressSpecBuilder;
import io.gantry.server.registry.Registries;
import java.util.Optional;
import java.util.function.Supplier;

/** Kubernetes' {@code DefaultIngressClass}: an ingress that names no class gets the default one, of several the newest. */
final class IngressClasses implements Admission {
    private static final String DEFAULT = "ingressclass.kubernetes.io/is-default-class";
    private static final String ANNOTATED = "kubernetes.io/ingress.class";

    private final Supplier<Registries> registries;

    IngressClasses(Supplier<Registries> registries) {
        this.registries = registries;
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        if (!request.creates()
                || !(object instanceof Ingress ingress)
                || ingress.spec().ingressClassName() != null
                || ingress.metadata().annotations().containsKey(ANNOTATED)) {
            return object;
        }
        Optional<IngressClass> chosen = registries.get().registry(IngressClassType.KIND).all("").stream()
                .filter(each -> "true".equals(each.metadata().annotations().get(DEFAULT)))
                .min(Newest.FIRST);
        return chosen.isEmpty()
                ? ingress
                : new Ingress(
                        ingress.metadata(),
                        IngressSpecBuilder.of(ingress.spec())
                                .ingressClassName(chosen.get().name())
                                .build(),
                        ingress.status());
    }
}
