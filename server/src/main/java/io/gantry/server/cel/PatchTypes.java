package io.gantry.server.cel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.cel.common.ast.CelExpr.CelStruct;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The types with which a policy writes down changes: {@code JSONPatch}, and {@code Object} with one type for each path below
 * it, such as {@code Object.spec}, that has every field. The runtime knows no such types, so what constructs a value of one is
 * rewritten, once it has been checked, into what makes a map that remembers its type under {@link #MARK}.
 */
final class PatchTypes {
    /** No field can be called so. */
    static final String MARK = "\0type";

    static final CelType JSON_PATCH = AdmissionTypes.struct(
            "JSONPatch",
            ImmutableMap.of(
                    "op",
                    SimpleType.STRING,
                    "path",
                    SimpleType.STRING,
                    "from",
                    SimpleType.STRING,
                    "value",
                    SimpleType.DYN));

    private static final String OBJECT = "Object";
    private static final Pattern WORD = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");

    private final ImmutableSet<String> words;

    /** @param text the expression: fields that it does not name need not be there */
    PatchTypes(String text) {
        this.words = WORD.matcher(text).results().map(MatchResult::group).collect(ImmutableSet.toImmutableSet());
    }

    Optional<CelType> find(String name) {
        if (name.equals(JSON_PATCH.name())) {
            return Optional.of(JSON_PATCH);
        }
        return name.equals(OBJECT) || name.startsWith(OBJECT + ".")
                ? Optional.of(StructType.create(name, words, field -> Optional.of(SimpleType.DYN)))
                : Optional.empty();
    }

    /** The tree with maps in place of structs. */
    static CelAbstractSyntaxTree withMaps(CelAbstractSyntaxTree tree) {
        Rewriter rewriter = new Rewriter(tree);
        return CelAbstractSyntaxTree.newCheckedAst(
                rewriter.rewrite(tree.getExpr()), tree.getSource(), tree.getReferenceMap(), tree.getTypeMap());
    }

    private static final class Rewriter {
        private long nextId;

        Rewriter(CelAbstractSyntaxTree tree) {
            nextId = 1
                    + tree.getTypeMap().keySet().stream()
                            .mapToLong(id -> id)
                            .max()
                            .orElse(0);
        }

        private ImmutableList<CelExpr> all(ImmutableList<CelExpr> expressions) {
            return expressions.stream().map(this::rewrite).collect(ImmutableList.toImmutableList());
        }

        CelExpr rewrite(CelExpr e) {
            return switch (e.getKind()) {
                case SELECT ->
                    CelExpr.ofSelect(
                            e.id(),
                            rewrite(e.select().operand()),
                            e.select().field(),
                            e.select().testOnly());
                case CALL ->
                    CelExpr.ofCall(
                            e.id(),
                            e.call().target().map(this::rewrite),
                            e.call().function(),
                            all(e.call().args()));
                case LIST ->
                    CelExpr.ofList(e.id(), all(e.list().elements()), e.list().optionalIndices());
                case MAP -> CelExpr.ofMap(e.id(), entries(e.map()));
                case STRUCT -> CelExpr.ofMap(e.id(), entries(e.struct()));
                case COMPREHENSION -> comprehension(e.id(), e.comprehension());
                default -> e;
            };
        }

        private ImmutableList<CelMap.Entry> entries(CelMap map) {
            return map.entries().stream()
                    .map(entry -> CelExpr.ofMapEntry(
                            entry.id(), rewrite(entry.key()), rewrite(entry.value()), entry.optionalEntry()))
                    .collect(ImmutableList.toImmutableList());
        }

        private ImmutableList<CelMap.Entry> entries(CelStruct struct) {
            ImmutableList.Builder<CelMap.Entry> entries = ImmutableList.builder();
            entries.add(CelExpr.ofMapEntry(nextId++, text(MARK), text(struct.messageName()), false));
            for (CelStruct.Entry entry : struct.entries()) {
                entries.add(CelExpr.ofMapEntry(
                        entry.id(), text(entry.fieldKey()), rewrite(entry.value()), entry.optionalEntry()));
            }
            return entries.build();
        }

        private CelExpr text(String text) {
            return CelExpr.ofConstant(nextId++, CelConstant.ofValue(text));
        }

        private CelExpr comprehension(long id, CelComprehension c) {
            return CelExpr.ofComprehension(
                    id,
                    c.iterVar(),
                    c.iterVar2(),
                    rewrite(c.iterRange()),
                    c.accuVar(),
                    rewrite(c.accuInit()),
                    rewrite(c.loopCondition()),
                    rewrite(c.loopStep()),
                    rewrite(c.result()));
        }
    }
}
