// The wanted paths as one tree, so that a record is walked once however many paths there are.
#ifndef PATH_TREE_H
#define PATH_TREE_H

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace csimdjson {

constexpr int noNode = -1;

struct PathNode {
  std::string key;
  size_t index = 0;
  bool isIndex = false;
  // The first value of a repeated key counts: later ones find the node taken.
  bool taken = false;
  uint32_t slots = 0;
  std::vector<int> children;
};

class PathTree {
public:
  PathTree() { nodes.emplace_back(); }

  int step(int parent, bool isIndex, size_t index, std::string key) {
    for (int child : nodes[static_cast<size_t>(parent)].children) {
      const PathNode &node = nodes[static_cast<size_t>(child)];
      if (node.isIndex == isIndex && node.index == index && node.key == key) {
        return child;
      }
    }
    const int child = static_cast<int>(nodes.size());
    nodes.emplace_back();
    nodes.back().isIndex = isIndex;
    nodes.back().index = index;
    nodes.back().key = std::move(key);
    nodes[static_cast<size_t>(parent)].children.push_back(child);
    return child;
  }

  void startRecord() {
    for (PathNode &node : nodes) {
      node.taken = false;
    }
  }

  // The child for a key, at its first occurrence only.
  int take(int parent, const uint8_t *key, size_t length) {
    if (parent == noNode) {
      return noNode;
    }
    for (int child : nodes[static_cast<size_t>(parent)].children) {
      PathNode &node = nodes[static_cast<size_t>(child)];
      if (!node.isIndex && node.key.size() == length &&
          std::memcmp(node.key.data(), key, length) == 0) {
        if (node.taken) {
          return noNode;
        }
        node.taken = true;
        return child;
      }
    }
    return noNode;
  }

  int element(int parent, size_t index) const {
    if (parent == noNode) {
      return noNode;
    }
    for (int child : nodes[static_cast<size_t>(parent)].children) {
      const PathNode &node = nodes[static_cast<size_t>(child)];
      if (node.isIndex && node.index == index) {
        return child;
      }
    }
    return noNode;
  }

  uint32_t slots(int node) const {
    return node == noNode ? 0 : nodes[static_cast<size_t>(node)].slots;
  }

  void addSlot(int node, unsigned slot) { nodes[static_cast<size_t>(node)].slots |= 1u << slot; }

  void removeSlot(int node, unsigned slot) {
    nodes[static_cast<size_t>(node)].slots &= ~(1u << slot);
  }

private:
  std::vector<PathNode> nodes;
};

} // namespace csimdjson

#endif
