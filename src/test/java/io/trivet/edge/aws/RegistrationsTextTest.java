package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.trivet.Golden;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pulumirpc.Resource.RegisterResourceRequest;

/** Nothing that is asked for is lost in what a reviewer reads: changed anywhere, it is written otherwise. */
final class RegistrationsTextTest {
    /** What is written as the second of its kind is. */
    private static final Pattern THIRD = Pattern.compile("(broker|controller)[3-9]|-[0-9][c-f]\\b");

    private static final Map<String, Object> OUTPUTS = new TreeMap<>();

    private static Registrations asked(String name) {
        return name.equals("everything")
                ? Registrations.ofMsk(
                        MskTest.provision(Golden.HOME.resolve("msk").resolve(name)))
                : Example.named(name).registrations();
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoints", "everything"})
    void every_change_of_an_input_or_of_an_option_is_written_and_no_two_alike(String name) {
        List<Registration> list = asked(name).list();
        for (Registration registration : list) {
            if (THIRD.matcher(registration.title()).find()) {
                continue;
            }
            // Others than those of its type and what nodes are have no part in how it is written.
            List<Asked> others = new ArrayList<>(list.stream()
                    .filter(other -> other.type().equals(registration.type())
                            || other.type().equals("Node")
                            || other.title().equals(registration.parent()))
                    .map(Asked::of)
                    .toList());
            int place = others.indexOf(Asked.of(registration));
            Set<Object> written = new HashSet<>();
            written.add(RegistrationsText.of(others, OUTPUTS));
            for (RegisterResourceRequest changed : changed(registration)) {
                others.set(place, Asked.of(new Registration(changed)));
                assertThat(written.add(RegistrationsText.of(others, OUTPUTS)))
                        .as(registration + " as " + changed)
                        .isTrue();
            }
            others.remove(place);
            assertThat(written.add(RegistrationsText.of(others, OUTPUTS)))
                    .as("without " + registration)
                    .isTrue();
        }
    }

    private static List<RegisterResourceRequest> changed(Registration registration) {
        RegisterResourceRequest request = registration.request();
        List<RegisterResourceRequest> changed = new ArrayList<>();
        values(Value.newBuilder().setStructValue(request.getObject()).build())
                .forEach(object -> changed.add(
                        request.toBuilder().setObject(object.getStructValue()).build()));
        List<Consumer<RegisterResourceRequest.Builder>> edits = new ArrayList<>(List.of(
                edit -> edit.setProtect(!edit.getProtect()),
                edit -> edit.setRetainOnDelete(!edit.getRetainOnDelete()),
                edit -> edit.setDeleteBeforeReplace(!edit.getDeleteBeforeReplace()),
                edit -> edit.addIgnoreChanges("x"),
                edit -> edit.addReplaceOnChanges("x"),
                edit -> edit.getCustomTimeoutsBuilder().setCreate("1s"),
                edit -> edit.setName(edit.getName() + "x"),
                edit -> edit.setType(edit.getType() + "x"),
                edit -> edit.setParent("urn:pulumi:dev::trivet::a:b:C::x"),
                edit -> edit.addDependencies("urn:pulumi:dev::trivet::a:b:C::x")));
        for (String urn : request.getDependenciesList()) {
            if (registration.after().contains(Registration.title(urn))) {
                edits.add(edit -> {
                    List<String> rest = new ArrayList<>(edit.getDependenciesList());
                    rest.remove(urn);
                    edit.clearDependencies().addAllDependencies(rest);
                });
            }
        }
        for (Consumer<RegisterResourceRequest.Builder> edit : edits) {
            RegisterResourceRequest.Builder builder = request.toBuilder();
            edit.accept(builder);
            changed.add(builder.build());
        }
        return changed;
    }

    /** Everything that a value may be instead, with one change in it. */
    private static Stream<Value> values(Value value) {
        return switch (value.getKindCase()) {
            case STRUCT_VALUE -> fields(value.getStructValue());
            case LIST_VALUE -> items(value.getListValue().getValuesList());
            case STRING_VALUE ->
                value.getStringValue().isEmpty()
                        ? Stream.of(text("x"))
                        : Stream.of(text(value.getStringValue() + "x"), text("x" + value.getStringValue()), text(""));
            case NUMBER_VALUE ->
                Stream.of(number(value.getNumberValue() + 1), text("" + (long) value.getNumberValue()));
            case BOOL_VALUE ->
                Stream.of(
                        Value.newBuilder().setBoolValue(!value.getBoolValue()).build(),
                        text("" + value.getBoolValue()));
            default -> Stream.of(text("x"));
        };
    }

    private static Stream<Value> fields(Struct struct) {
        Stream.Builder<Value> changed = Stream.builder();
        changed.add(struct(struct.toBuilder().putFields("x", text("y"))));
        struct.getFieldsMap().forEach((key, value) -> {
            changed.add(struct(struct.toBuilder().removeFields(key)));
            values(value).forEach(other -> changed.add(struct(struct.toBuilder().putFields(key, other))));
        });
        return changed.build();
    }

    private static Stream<Value> items(List<Value> items) {
        Stream.Builder<Value> changed = Stream.builder();
        List<Value> longer = new ArrayList<>(items);
        longer.add(text("y"));
        changed.add(list(longer));
        for (int i = 0; i < items.size(); i++) {
            List<Value> rest = new ArrayList<>(items);
            Value value = rest.remove(i);
            changed.add(list(rest));
            for (Value other : values(value).toList()) {
                List<Value> one = new ArrayList<>(items);
                one.set(i, other);
                changed.add(list(one));
            }
        }
        List<Value> reversed = new ArrayList<>(items);
        Collections.reverse(reversed);
        if (!reversed.equals(items)) {
            changed.add(list(reversed));
        }
        return changed.build();
    }

    private static Value struct(Struct.Builder struct) {
        return Value.newBuilder().setStructValue(struct).build();
    }

    private static Value list(List<Value> items) {
        return Value.newBuilder()
                .setListValue(ListValue.newBuilder().addAllValues(items))
                .build();
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }

    private static Value number(double number) {
        return Value.newBuilder().setNumberValue(number).build();
    }
}
