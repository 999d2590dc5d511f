package io.gantry.server.admission;

import io.gantry.base.Time;
import io.gantry.server.admission.podsecurity.PodSecurity;
import io.gantry.server.admission.policy.MutatingPolicies;
import io.gantry.server.admission.policy.ValidatingPolicies;
import io.gantry.server.admission.webhook.Webhooks;
import io.gantry.server.auth.RbacAuthorizer;
import io.gantry.server.metrics.AdmissionMetrics;
import io.gantry.server.registry.Registries;
import io.gantry.server.remote.TlsTrust;
import io.gantry.server.request.Authorizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The admission steps that are always there: the plugins that Kubernetes has on by default, and {@code NodeRestriction}, which
 * every installer turns on, in Kubernetes' order.
 */
public final class BuiltinAdmission {
    private BuiltinAdmission() {}

    /**
     * The suppliers are asked when a request comes, not before: the registries themselves need the steps.
     *
     * @param authorizer who decides what users may do
     * @param rbac who knows which rights roles hold
     * @param trust by which webhooks are known
     */
    public static List<Admission> steps(
            Supplier<Registries> registries,
            Supplier<? extends Authorizer> authorizer,
            Supplier<RbacAuthorizer> rbac,
            TlsTrust trust,
            AdmissionMetrics metrics,
            Time time) {
        Signers signers = new Signers(authorizer);
        List<Admission> plugins = List.of(
                new NamespaceLifecycle(registries),
                new LimitRanger(registries),
                new ServiceAccounts(registries),
                new NodeRestriction(registries, authorizer),
                new NodeTaints(),
                new PodSecurity(registries, PodSecurity.Exemptions.NONE),
                new Priorities(registries),
                new Tolerations(),
                new StorageClasses(registries),
                new StorageProtection(),
                new ClaimResize(registries),
                new RuntimeClasses(registries),
                new CertificateApproval(signers),
                new CertificateSigning(signers),
                new TrustBundleAttest(signers),
                new CertificateSubjects(),
                new IngressClasses(registries),
                new PodTopologyLabels(registries),
                new Escalations(registries, authorizer, rbac),
                new ClaimDevices(registries, authorizer));
        List<Admission> all = new ArrayList<>(plugins);
        MutatingPolicies mutatingPolicies = new MutatingPolicies(registries, authorizer);
        Webhooks webhooks = new Webhooks(registries, authorizer, trust, metrics, time);
        all.add(new Reinvoker(Admission.chain(plugins), mutatingPolicies::round, webhooks::round));
        all.add(new ValidatingPolicies(registries, authorizer, metrics.policies(), time));
        all.add(webhooks);
        all.add(new ResourceQuotas(time));
        return all;
    }
}
