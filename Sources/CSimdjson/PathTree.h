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

// The index that stands for every element of an array.
constexpr size_t everyIndex = SIZE_MAX;

struct PathNode {
  std::string key;
  size_t index = 0;
  bool isIndex = false;
  // The first value of a repeated key counts: later ones find the node taken.
  bool taken = false;
  uint64_t slots = 0;
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

  // To be called where an object begins: under a step for every element it is one of many.
  void startObject(int node) {
    if (node == noNode) {
      return;
    }
    for (int child : nodes[static_cast<size_t>(node)].children) {
      nodes[static_cast<size_t>(child)].taken = false;
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

  // The child for an element: that of its index, else the one for every element.
  int element(int parent, size_t index) const {
    if (parent == noNode) {
      return noNode;
    }
    int found = noNode;
    for (int child : nodes[static_cast<size_t>(parent)].children) {
      const PathNode &node = nodes[static_cast<size_t>(child)];
      if (node.isIndex && node.index == index) {
        return child;
      }
      if (node.isIndex && node.index == everyIndex) {
        found = child;
      }
    }
    return found;
  }

  // Gives every step to one element what the step to every element beside it leads to, so that one node
  // is enough to walk with. To be called when all paths are added.
  void share() {
    for (size_t node = 0; node < nodes.size(); node += 1) {
      int every = noNode;
      for (int child : nodes[node].children) {
        if (nodes[static_cast<size_t>(child)].isIndex &&
            nodes[static_cast<size_t>(child)].index == everyIndex) {
          every = child;
        }
      }
      if (every == noNode) {
        continue;
      }
      const std::vector<int> children = nodes[node].children;
      for (int child : children) {
        if (child != every && nodes[static_cast<size_t>(child)].isIndex) {
          graft(every, child);
        }
      }
    }
  }

  uint64_t slots(int node) const {
    return node == noNode ? 0 : nodes[static_cast<size_t>(node)].slots;
  }

  void addSlot(int node, unsigned slot) { nodes[static_cast<size_t>(node)].slots |= uint64_t(1) << slot; }

  void removeSlot(int node, unsigned slot) {
    nodes[static_cast<size_t>(node)].slots &= ~(uint64_t(1) << slot);
  }

private:
  std::vector<PathNode> nodes;

  void graft(int from, int to) {
    nodes[static_cast<size_t>(to)].slots |= nodes[static_cast<size_t>(from)].slots;
    const std::vector<int> children = nodes[static_cast<size_t>(from)].children;
    for (int child : children) {
      const PathNode node = nodes[static_cast<size_t>(child)];
      graft(child, step(to, node.isIndex, node.index, node.key));
    }
  }
};

} // namespace csimdjson

#endif
