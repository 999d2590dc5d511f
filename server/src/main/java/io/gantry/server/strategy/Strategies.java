package io.gantry.server.strategy;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicyType;
import io.gantry.api.admissionregistration.v1.MutatingWebhookConfigurationType;
import io.gantry.api.admissionregistration.v1.ValidatingWebhookConfigurationType;
import io.gantry.api.core.v1.Event;
import io.gantry.api.core.v1.EventType;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.PersistentVolume;
import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.PersistentVolumeClaimStatusBuilder;
import io.gantry.api.core.v1.PersistentVolumeClaimType;
import io.gantry.api.core.v1.PersistentVolumeStatusBuilder;
import io.gantry.api.core.v1.PersistentVolumeType;
import io.gantry.api.flowcontrol.v1.FlowSchema;
import io.gantry.api.flowcontrol.v1.FlowSchemaType;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfiguration;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfigurationType;
import io.gantry.api.resource.v1.DeviceClassType;
import io.gantry.api.resource.v1.ResourceClaimTemplateType;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.Validation;
import io.gantry.server.admission.policy.ExpressionRules;
import io.gantry.server.admission.policy.TypeChecker.KindFinder;
import io.gantry.server.custom.DefinitionStrategy;
import io.gantry.server.flowcontrol.MandatoryFlows;
import io.gantry.server.registry.Strategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The strategy of each kind that has particulars. */
public final class Strategies {
    private Strategies() {}

    /** Null for a kind without particulars. */
    public static @Nullable Strategy<?> of(Kind<?> kind, ServiceNetwork network) {
        return of(kind, network, Kinds::findResource);
    }

    /**
     * Null for a kind without particulars.
     *
     * @param kinds the built-in ones and those that are declared
     */
    public static @Nullable Strategy<?> of(Kind<?> kind, ServiceNetwork network, KindFinder kinds) {
        return switch (kind.qualifiedResource()) {
            case "services" -> new ServiceStrategy(network);
            case "pods" -> new PodStrategy();
            case "namespaces" -> new NamespaceStrategy();
            case "secrets" -> new SecretStrategy();
            case "jobs.batch" -> new JobStrategy();
            case "customresourcedefinitions.apiextensions.k8s.io" -> new DefinitionStrategy();
            case "apiservices.apiregistration.k8s.io" -> new ApiServiceStrategy();
            case "nodes" -> new NodeStrategy();
            case "persistentvolumes" -> new VolumeStrategy();
            case "persistentvolumeclaims" -> new ClaimStrategy();
            case "certificatesigningrequests.certificates.k8s.io" -> new SigningRequestStrategy();
            case "validatingwebhookconfigurations.admissionregistration.k8s.io" ->
                new ExpressionStrategy<>(
                        ValidatingWebhookConfigurationType.KIND,
                        (next, old) -> ExpressionRules.validatingWebhooks(next, old));
            case "mutatingwebhookconfigurations.admissionregistration.k8s.io" ->
                new ExpressionStrategy<>(
                        MutatingWebhookConfigurationType.KIND,
                        (next, old) -> ExpressionRules.mutatingWebhooks(next, old));
            case "mutatingadmissionpolicies.admissionregistration.k8s.io" ->
                new ExpressionStrategy<>(
                        MutatingAdmissionPolicyType.KIND, (next, old) -> ExpressionRules.mutatingPolicy(next, old));
            case "validatingadmissionpolicies.admissionregistration.k8s.io" -> new ValidatingPolicyStrategy(kinds);
            case "deviceclasses.resource.k8s.io" ->
                new ExpressionStrategy<>(
                        DeviceClassType.KIND, (next, old) -> DeviceSelectorRules.deviceClass(next, old));
            case "resourceclaims.resource.k8s.io" -> new DeviceClaimStrategy();
            case "resourceslices.resource.k8s.io" -> new ResourceSliceStrategy();
            case "resourceclaimtemplates.resource.k8s.io" ->
                new ExpressionStrategy<>(
                        ResourceClaimTemplateType.KIND, (next, old) -> DeviceSelectorRules.template(next, old));
            case "events" -> new EventStrategy(false);
            case "events.events.k8s.io" -> new EventStrategy(true);
            case "devicetaintrules.resource.k8s.io" -> new TaintRuleStrategy();
            case "flowschemas.flowcontrol.apiserver.k8s.io" -> new FlowSchemaStrategy();
            case "prioritylevelconfigurations.flowcontrol.apiserver.k8s.io" -> new LevelStrategy();
            default -> null;
        };
    }

    private static final class FlowSchemaStrategy extends Strategy<FlowSchema> {
        FlowSchemaStrategy() {
            super(FlowSchemaType.KIND);
        }

        @Override
        public List<FieldError> check(FlowSchema next, @Nullable FlowSchema old) {
            return MandatoryFlows.check(next);
        }
    }

    private static final class LevelStrategy extends Strategy<PriorityLevelConfiguration> {
        LevelStrategy() {
            super(PriorityLevelConfigurationType.KIND);
        }

        @Override
        public List<FieldError> check(PriorityLevelConfiguration next, @Nullable PriorityLevelConfiguration old) {
            return MandatoryFlows.check(next);
        }
    }

    /** Events, which {@code v1} takes more kindly than {@code events.k8s.io/v1}. */
    private static final class EventStrategy extends Strategy<Event> {
        private final boolean strict;

        EventStrategy(boolean strict) {
            super(EventType.KIND);
            this.strict = strict;
        }

        @Override
        public List<FieldError> check(Event next, @Nullable Event old) {
            return Validation.validateEvent(next, old, strict);
        }
    }

    /** A node registers itself with its status. */
    private static final class NodeStrategy extends Strategy<Node> {
        NodeStrategy() {
            super(NodeType.KIND);
        }

        @Override
        public Node prepareCreate(Node object, Context context) {
            return object;
        }
    }

    private static final class VolumeStrategy extends Strategy<PersistentVolume> {
        VolumeStrategy() {
            super(PersistentVolumeType.KIND);
        }

        @Override
        public PersistentVolume prepareCreate(PersistentVolume object, Context context) {
            return new PersistentVolume(
                    object.metadata(),
                    object.spec(),
                    PersistentVolumeStatusBuilder.of().phase("Pending").build());
        }
    }

    private static final class ClaimStrategy extends Strategy<PersistentVolumeClaim> {
        ClaimStrategy() {
            super(PersistentVolumeClaimType.KIND);
        }

        @Override
        public PersistentVolumeClaim prepareCreate(PersistentVolumeClaim object, Context context) {
            return new PersistentVolumeClaim(
                    object.metadata(),
                    object.spec(),
                    PersistentVolumeClaimStatusBuilder.of().phase("Pending").build());
        }
    }
}
