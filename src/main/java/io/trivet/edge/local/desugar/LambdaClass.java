package io.trivet.edge.local.desugar;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class of one lambda, as {@code LambdaMetafactory.altMetafactory} would make it: a field for each captured value,
 * and methods that pass these and their own arguments to the body of the lambda, a static method.
 *
 * <p>Source: {@code java.lang.invoke.LambdaMetafactory} of JDK 17.
 *
 * @param name internal name of the class, in the package of the body
 * @param method name of the methods that the interfaces ask for
 * @param captured types of the captured values
 * @param interfaces internal names; the first one is what the call site returns
 * @param shapes argument and result types of the methods: that of the interface, then its bridges
 * @param body what is called
 */
record LambdaClass(
        String name, String method, List<Type> captured, List<String> interfaces, List<Type> shapes, Handle body) {
    /** Where a lambda without captured values keeps its one instance. */
    static final String INSTANCE = "INSTANCE";

    /** The static method that makes an instance of any other. */
    static final String OF = "of";

    private static final int FLAG_SERIALIZABLE = 1;
    private static final int FLAG_MARKERS = 2;
    private static final int FLAG_BRIDGES = 4;

    /**
     * What a call site asks for.
     *
     * @param name of the class
     * @param method the method of the interface
     * @param site captured types to interface, as a descriptor
     * @param arguments of {@code altMetafactory}, behind the three that the JVM itself passes
     */
    static LambdaClass of(String name, String method, String site, Object... arguments) {
        Set<String> interfaces = new LinkedHashSet<>();
        interfaces.add(Type.getReturnType(site).getInternalName());
        Set<Type> shapes = new LinkedHashSet<>();
        shapes.add((Type) arguments[0]);
        int flags = (Integer) arguments[3];
        int next = 4;
        if ((flags & FLAG_SERIALIZABLE) != 0) {
            interfaces.add("java/io/Serializable");
        }
        if ((flags & FLAG_MARKERS) != 0) {
            int end = next + 1 + (Integer) arguments[next];
            for (next++; next < end; next++) {
                interfaces.add(((Type) arguments[next]).getInternalName());
            }
        }
        if ((flags & FLAG_BRIDGES) != 0) {
            int end = next + 1 + (Integer) arguments[next];
            for (next++; next < end; next++) {
                shapes.add((Type) arguments[next]);
            }
        }
        return new LambdaClass(
                name,
                method,
                List.of(Type.getArgumentTypes(site)),
                List.copyOf(interfaces),
                List.copyOf(shapes),
                (Handle) arguments[1]);
    }

    /** Whether arguments and results need nothing but casts between classes; boxes are not opened or closed here. */
    boolean isPlain() {
        Type[] taken = Type.getArgumentTypes(body.getDesc());
        Type given = Type.getReturnType(body.getDesc());
        for (Type shape : shapes) {
            Type[] passed = shape.getArgumentTypes();
            if (taken.length != captured.size() + passed.length) {
                return false;
            }
            for (int i = 0; i < passed.length; i++) {
                if (!casts(passed[i], taken[captured.size() + i])) {
                    return false;
                }
            }
            if (shape.getReturnType().getSort() != Type.VOID && !casts(given, shape.getReturnType())) {
                return false;
            }
        }
        return true;
    }

    private static boolean casts(Type from, Type to) {
        return from.equals(to) || (isReference(from) && isReference(to));
    }

    private static boolean isReference(Type type) {
        return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
    }

    /** The class file. It has no branches, so it needs no stack maps. */
    byte[] bytes() {
        ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        type.visit(
                Opcodes.V1_8,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                name,
                null,
                "java/lang/Object",
                interfaces.toArray(String[]::new));
        for (int i = 0; i < captured.size(); i++) {
            type.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, field(i), descriptor(i), null, null);
        }
        constructor(type);
        if (captured.isEmpty()) {
            instance(type);
        } else {
            of(type);
        }
        for (Type shape : shapes) {
            method(type, shape);
        }
        type.visitEnd();
        return type.toByteArray();
    }

    /** Captured types to interface: the descriptor of the call site, and of {@link #OF}. */
    String site() {
        return Type.getMethodDescriptor(Type.getObjectType(interfaces.get(0)), captured.toArray(Type[]::new));
    }

    /** Descriptor of the class itself, the type of {@link #INSTANCE}. */
    String descriptor() {
        return Type.getObjectType(name).getDescriptor();
    }

    private static String field(int captured) {
        return "captured" + captured;
    }

    private String descriptor(int index) {
        return captured.get(index).getDescriptor();
    }

    private String constructorDescriptor() {
        return Type.getMethodDescriptor(Type.VOID_TYPE, captured.toArray(Type[]::new));
    }

    private void constructor(ClassWriter type) {
        MethodVisitor code = type.visitMethod(Opcodes.ACC_PRIVATE, "<init>", constructorDescriptor(), null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        int local = 1;
        for (int i = 0; i < captured.size(); i++) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            local = load(code, captured.get(i), local);
            code.visitFieldInsn(Opcodes.PUTFIELD, name, field(i), descriptor(i));
        }
        end(code, Opcodes.RETURN);
    }

    private void instance(ClassWriter type) {
        type.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, INSTANCE, descriptor(), null, null);
        MethodVisitor code = type.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        code.visitCode();
        code.visitTypeInsn(Opcodes.NEW, name);
        code.visitInsn(Opcodes.DUP);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", "()V", false);
        code.visitFieldInsn(Opcodes.PUTSTATIC, name, INSTANCE, descriptor());
        end(code, Opcodes.RETURN);
    }

    private void of(ClassWriter type) {
        MethodVisitor code = type.visitMethod(Opcodes.ACC_STATIC, OF, site(), null, null);
        code.visitCode();
        code.visitTypeInsn(Opcodes.NEW, name);
        code.visitInsn(Opcodes.DUP);
        int local = 0;
        for (Type value : captured) {
            local = load(code, value, local);
        }
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", constructorDescriptor(), false);
        end(code, Opcodes.ARETURN);
    }

    private void method(ClassWriter type, Type shape) {
        MethodVisitor code = type.visitMethod(Opcodes.ACC_PUBLIC, method, shape.getDescriptor(), null, null);
        code.visitCode();
        for (int i = 0; i < captured.size(); i++) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, name, field(i), descriptor(i));
        }
        Type[] taken = Type.getArgumentTypes(body.getDesc());
        Type[] passed = shape.getArgumentTypes();
        int local = 1;
        for (int i = 0; i < passed.length; i++) {
            local = load(code, passed[i], local);
            cast(code, passed[i], taken[captured.size() + i]);
        }
        code.visitMethodInsn(Opcodes.INVOKESTATIC, body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
        Type given = Type.getReturnType(body.getDesc());
        Type wanted = shape.getReturnType();
        if (wanted.getSort() == Type.VOID && given.getSize() > 0) {
            code.visitInsn(given.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
        } else {
            cast(code, given, wanted);
        }
        end(code, wanted.getOpcode(Opcodes.IRETURN));
    }

    private static void cast(MethodVisitor code, Type from, Type to) {
        if (!from.equals(to) && isReference(to) && !to.getInternalName().equals("java/lang/Object")) {
            code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
        }
    }

    /** Loads a local variable; returns the place of the next one. */
    private static int load(MethodVisitor code, Type type, int local) {
        code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
        return local + type.getSize();
    }

    private static void end(MethodVisitor code, int returns) {
        code.visitInsn(returns);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
